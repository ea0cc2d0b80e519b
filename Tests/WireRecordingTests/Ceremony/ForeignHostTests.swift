import CBORTree
import CTAPMessages
import DeviceTransport
import FIDO2Driver
import FixtureSupport
import Octets
import Testing

@testable import WireRecording

/// Foreign authenticators as they were recorded, asked by the real libfido2 for what their sidecars say was asked.
@Suite(.enabled(if: ForeignTrace.folder != nil, "../shared/data is not there"), .timeLimit(.minutes(1)))
struct ForeignHostTests {
    /// What was asked without a PIN by other programs than the tools of libfido2, which `ForeignTraceToolTests` runs, and two
    /// registrations besides.
    static let scenarios = ["02", "05", "06", "18", "23", "24"]

    static let traces = ForeignTrace.all.filter { trace in
        scenarios.contains { trace.name.contains("/\($0)-") }
    }

    /// One registration or assertion that the host of then asked for, with the answer that its sidecar tells.
    private struct Step {
        var request: CredentialRequest
        /// An assertion in the place of the registration.
        var assertion: AssertionRequest?
        var answer: [String: Any] = [:]
        var isTakenBack = false
    }

    private static let limit = Duration.seconds(10)
    /// How long a host waits that is to take its request back.
    private static let patience = Duration.milliseconds(200)
    private static let relyingParty = "holdout.example"

    @Test func thereAreSome() {
        #expect(Self.traces.count == 12)
    }

    /// Every report of the library's is the recorded host's, to the last event.
    @Test(arguments: traces) func theLibraryAsksTheSame(_ trace: ForeignTrace) throws {
        let folder = try TemporaryFolder()
        try trace.record(to: folder.file(), reopening: true)
        let replay = Replay(try Recording(reading: folder.file()))
        for step in try Self.steps(of: trace) {
            let client = LibFIDO2Client(over: try replay.openReportChannel())
            defer { client.close() }
            _ = try client.open(within: Self.limit)
            try Self.take(step, client)
        }
        try replay.finish()
    }

    /// Another hash than the recorded host's is no match: the comparison is not an empty one.
    @Test(arguments: traces) func anotherHashIsNoticed(_ trace: ForeignTrace) throws {
        let folder = try TemporaryFolder()
        try trace.record(to: folder.file(), reopening: true)
        let replay = Replay(try Recording(reading: folder.file()))
        let client = LibFIDO2Client(over: try replay.openReportChannel())
        defer { client.close() }
        _ = try client.open(within: Self.limit)
        var step = try #require(try Self.steps(of: trace).first)
        step.request.clientDataHash[31] ^= 1
        #expect(throws: TransportError.self) { try Self.take(step, client) }
        #expect(throws: TransportError.self) { try replay.finish() }
    }

    private static func take(_ step: Step, _ client: LibFIDO2Client) throws {
        let limit = step.isTakenBack ? patience : Self.limit
        if let assertion = step.assertion { return try take(assertion, step, client, within: limit) }
        switch try client.makeCredential(step.request, pin: nil, within: limit, onKeepAlive: { _ in }) {
        case .value(let credential):
            #expect(!step.isTakenBack && credential.disagreements == [])
            try expect(credential.response, step.answer)
        case .refused(let status):
            #expect(step.isTakenBack == (status == .keepaliveCancel) && step.answer["signature"] == nil, "\(status)")
        }
    }

    private static func take(
        _ request: AssertionRequest,
        _ step: Step,
        _ client: LibFIDO2Client,
        within limit: Duration
    ) throws {
        switch try client.getAssertion(request, pin: nil, within: limit, onKeepAlive: { _ in }) {
        case .value(let answer):
            #expect(!step.isTakenBack && answer.assertions.count == 1)
            let assertion = try #require(answer.assertions.first)
            #expect(Hex.encode(assertion.authenticatorData) == step.answer["authData"] as? String)
            #expect(Hex.encode(assertion.signature) == step.answer["signature"] as? String)
        case .refused(let status):
            #expect(step.isTakenBack && status == .keepaliveCancel, "\(status)")
        }
    }

    /// What the library hands out is what the host of then had.
    private static func expect(_ response: [UInt8], _ answer: [String: Any]) throws {
        let map = try CBORItem(parsing: response)
        guard let data = answer["authData"] as? String, let expected = answer["signature"] as? String else { return }
        #expect(map[2]?.bytes.map { Hex.encode($0) } == data)
        #expect(map[3]?["sig"]?.bytes.map { Hex.encode($0) } == expected)
    }

    /// In the order in which every scenario has them.
    private static func steps(of trace: ForeignTrace) throws -> [Step] {
        let sidecar = try trace.sidecar()
        func part(_ name: String) -> [String: Any]? { sidecar[name] as? [String: Any] }
        var steps: [Step] = []
        if let part = part("credential") {
            steps.append(Step(request: try registration(part), answer: part))
        } else if sidecar["clientDataHash"] != nil {
            steps.append(Step(request: try registration(sidecar, algorithm: .edDSA)))
        }
        if let part = part("excluded") {
            var request = try registration(part, named: true)
            request.excludedCredentials = try (part["excludeList"] as? [String] ?? []).map { try Hex.decode($0) }
            steps.append(Step(request: request))
        }
        if let assertion = part("assertion") {
            // One that was taken back, then one that came to an end and said `up`.
            guard let identifier = assertion["allowCredentialId"] as? String else { return steps }
            for (part, isTakenBack) in [(part("cancelled"), true), (assertion, false)] {
                guard let part else { continue }
                var request = AssertionRequest(
                    rpID: relyingParty,
                    clientDataHash: try hash(part),
                    allowedCredentials: [try Hex.decode(identifier)]
                )
                request.statesUserPresence = !isTakenBack
                var step = Step(request: try registration(part), assertion: request, isTakenBack: isTakenBack)
                if !isTakenBack { step.answer = part }
                steps.append(step)
            }
        } else if let part = part("cancelled") {
            steps.append(Step(request: try registration(part, named: true), isTakenBack: true))
        }
        return steps.isEmpty ? [try exclusion(sidecar)] : steps
    }

    /// A sidecar that tells no more than the command's words: the hash, the relying party, the user, the id to exclude.
    private static func exclusion(_ sidecar: [String: Any]) throws -> Step {
        let command = try #require((sidecar["steps"] as? [[String: Any]])?.first?["cmd"] as? String)
        let words = command.split(separator: " ").map(String.init)
        let place = try #require(words.firstIndex(of: "exclude"))
        try #require(words.count > place + 4)
        var request = try registration(["clientDataHash": words[place + 1]], named: true)
        request.excludedCredentials = [try Hex.decode(words[place + 4])]
        return Step(request: request)
    }

    /// One program gave the user and the relying party a name to show, the other did not.
    private static func registration(
        _ part: [String: Any],
        algorithm: COSEAlgorithm = .es256,
        named: Bool = false
    ) throws -> CredentialRequest {
        CredentialRequest(
            rpID: relyingParty,
            rpName: named ? relyingParty : nil,
            user: CredentialRequest.User(
                id: Array("user-0001".utf8),
                name: "alice",
                displayName: named ? "alice" : nil
            ),
            clientDataHash: try hash(part),
            algorithm: algorithm
        )
    }

    private static func hash(_ part: [String: Any]) throws -> [UInt8] {
        try Hex.decode(try #require(part["clientDataHash"] as? String))
    }
}
