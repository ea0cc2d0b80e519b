import CBORTree
import CTAPMessages
import Crypto
import DeviceTransport
import Synchronization
import Testing

@testable import SafetyGuard

/// What a run may take back is what its guard saw it make, and nothing else.
@Suite struct KeyTracesTests {
    static let rpID = "a.checks.touchstone.invalid"
    static let userID = Array(repeating: UInt8(0x55), count: 32)
    static let id: [UInt8] = Array(1...24)

    /// A makeCredential request for a discoverable credential.
    static let creation = request(
        .makeCredential,
        [1: .bytes([0]), 2: ["id": .text(rpID)], 3: ["id": .bytes(userID)], 7: ["rk": true]]
    )

    /// An answer with authenticator data that name a credential.
    static let created: [UInt8] = {
        let data = Array(repeating: UInt8(0), count: 53) + [0, UInt8(id.count)] + id + [0xA0]
        return [0] + ([1: "none", 2: .bytes(data)] as CBORItem).encoded()
    }()

    static func request(_ command: CTAPCommand, _ parameters: CBORItem) -> [UInt8] {
        [command.rawValue] + parameters.encoded()
    }

    static func deletion(_ id: [UInt8], _ subCommand: Int = 6) -> [UInt8] {
        request(.credentialManagement, [1: .int(subCommand), 2: [2: ["id": .bytes(id), "type": "public-key"]]])
    }

    static func piece(_ bytes: [UInt8], at offset: Int = 0, of length: Int?) -> [UInt8] {
        let members: [(CBORItem, CBORItem)] = [(2, .bytes(bytes)), (3, .int(offset))]
        return request(.largeBlobs, .sortedMap(members + (length.map { [(4, .int($0))] } ?? [])))
    }

    static func array(_ elements: [UInt8]) -> [UInt8] { elements + Array(SHA256.hash(data: elements)).prefix(16) }

    /// An array with one element of somebody else.
    static let old = array([0x81, 0x18, 0x2A])
    static let reading = request(.largeBlobs, [1: 64, 3: 0])
    static let read = [0] + ([1: .bytes(old)] as CBORItem).encoded()

    /// Keeps what it hears.
    final class Keeper: TraceKeeper {
        private let traces = Mutex<[KeyTrace]>([])
        private let isFull: Bool
        init(isFull: Bool = false) { self.isFull = isFull }
        var heard: [KeyTrace] { traces.withLock { $0 } }
        func keep(_ trace: KeyTrace) throws(TransportError) {
            if isFull { throw TransportError(.inputOutput, operation: "write") }
            traces.withLock { $0.append(trace) }
        }
    }

    @Test func aCredentialIsItsOwnOnceItsMakingWasSeen() throws {
        let keeper = Keeper()
        let traces = KeyTraces(keptBy: keeper)
        #expect(traces.rule(for: Self.deletion(Self.id), .none).danger == .d4)
        try traces.willSend(Self.creation)
        let trace = CredentialTrace(rpID: Self.rpID, userID: Self.userID)
        #expect(keeper.heard == [.expected(trace)], "it is kept before it is sent")
        traces.take(Self.created, to: Self.creation)
        #expect(traces.credentials.map(\.id) == [Self.id])
        for subCommand in [6, 7] {
            #expect(traces.rule(for: Self.deletion(Self.id, subCommand), .none).danger == .d2)
            #expect(traces.rule(for: Self.deletion([9], subCommand), .none).danger == .d4)
        }
        traces.take([0], to: Self.deletion(Self.id))
        #expect(traces.isEmpty)
        #expect(keeper.heard.count == 3)
    }

    /// Nothing is sent that could not be written down.
    @Test func aFullDiskKeepsItFromBeingMade() throws {
        let spy = SpyReportChannel()
        let traces = KeyTraces(keptBy: Keeper(isFull: true))
        let channel = GuardedReportChannel(wrapping: spy, allowing: .d2, traces: traces)
        let reports = try CTAPHIDMessage(channel: 7, command: .cbor, payload: Self.creation).reports()
        #expect(throws: TransportError(.inputOutput, operation: "write")) {
            for report in reports { try channel.write(report, within: .seconds(1)) }
        }
        #expect(spy.written.isEmpty)
    }

    /// A key may refuse and store all the same, so the trace stays until somebody has looked.
    @Test func oneThatWasRefusedMayBeThere() throws {
        let traces = KeyTraces()
        try traces.willSend(Self.creation)
        traces.take([CTAPStatus.keepaliveCancel.rawValue], to: Self.creation)
        #expect(traces.credentials.map(\.id) == [nil])
    }

    /// The same user once more: the first credential is the run's own until the second is in its place, and after.
    @Test func theOneBeforeStaysOwn() throws {
        let traces = KeyTraces()
        for answer in [Self.created, [CTAPStatus.keyStoreFull.rawValue]] {
            try traces.willSend(Self.creation)
            traces.take(answer, to: Self.creation)
        }
        #expect(traces.credentials.map(\.id) == [Self.id])
        #expect(traces.rule(for: Self.deletion(Self.id), .none).danger == .d2)
    }

    /// Where the answer was lost the key's list tells the id, by the handle that the run made up.
    @Test func theListTellsTheIdOfALostAnswer() throws {
        let traces = KeyTraces(of: [CredentialTrace(rpID: Self.rpID, userID: Self.userID)])
        #expect(traces.rule(for: Self.deletion(Self.id), .none).danger == .d4)
        let party = Array(SHA256.hash(data: Array(Self.rpID.utf8)))
        let listing = Self.request(.credentialManagement, [1: 4, 2: [1: .bytes(party)]])
        let elsewhere = Self.request(.credentialManagement, [1: 4, 2: [1: .bytes([1])]])
        func listed(_ userID: [UInt8]) -> [UInt8] {
            [0] + ([6: ["id": .bytes(userID)], 7: ["id": .bytes(Self.id)]] as CBORItem).encoded()
        }
        traces.take(listed([1, 2, 3]), to: listing)
        #expect(traces.rule(for: Self.deletion(Self.id), .none).danger == .d4, "somebody else's")
        traces.take(listed(Self.userID), to: elsewhere)
        #expect(traces.rule(for: Self.deletion(Self.id), .none).danger == .d4, "of another relying party")
        traces.take(listed(Self.userID), to: listing)
        #expect(traces.rule(for: Self.deletion(Self.id), .none).danger == .d2)
    }

    /// A key that says that it deleted a credential, and names it again, still has it.
    @Test func whatComesBackIsLeft() throws {
        let traces = KeyTraces()
        try traces.willSend(Self.creation)
        traces.take(Self.created, to: Self.creation)
        traces.take([0], to: Self.deletion(Self.id))
        #expect(traces.isEmpty)
        let assertion = Self.request(.getAssertion, [1: .text(Self.rpID)])
        traces.take([0] + ([1: ["id": .bytes(Self.id)]] as CBORItem).encoded(), to: assertion)
        #expect(traces.credentials.map(\.id) == [Self.id])
    }

    private static let tries = request(.clientPIN, [1: 2, 2: 1])
    private static let token = request(.clientPIN, [1: 2, 2: 9])
    private static let change = request(.clientPIN, [1: 2, 2: 4])

    private static func left(_ count: Int) -> [UInt8] { [0] + ([3: .int(count)] as CBORItem).encoded() }

    @Test(arguments: [(2, DangerClass.d3), (3, .d2)])
    func noPINIsSentBelowThreeTries(tries: Int, danger: DangerClass) {
        let traces = KeyTraces()
        #expect(traces.rule(for: Self.token, .tokens).danger == .d3, "nobody has read the tries")
        traces.take(Self.left(tries), to: Self.tries)
        #expect(traces.rule(for: Self.token, .tokens).danger == danger)
        #expect(traces.rule(for: Self.token, .none).danger == .d3, "by a check that uses no PIN")
    }

    @Test func aRefusedPINIsTheLast() throws {
        let traces = KeyTraces()
        traces.take(Self.left(8), to: Self.tries)
        try traces.willSend(Self.token)
        #expect(traces.rule(for: Self.token, .tokens).danger == .d3, "the first has had no answer")
        traces.take([CTAPStatus.pinInvalid.rawValue], to: Self.token)
        #expect(traces.rule(for: Self.token, .tokens).danger == .d3)
        #expect(traces.rule(for: Self.change, .change).danger == .d3)
    }

    @Test func aPINIsChangedOnceItWasAccepted() throws {
        let traces = KeyTraces()
        traces.take(Self.left(8), to: Self.tries)
        #expect(traces.rule(for: Self.change, .change).danger == .d3)
        try traces.willSend(Self.token)
        traces.take([0], to: Self.token)
        #expect(traces.rule(for: Self.change, .change).danger == .d2)
        #expect(traces.rule(for: Self.change, .tokens).danger == .d3)
        let byFinger = Self.request(.clientPIN, [1: 2, 2: 6])
        #expect(traces.rule(for: byFinger, .change).danger == .d3)
    }

    /// Whatever the key took, the next time it is sent nothing is known until the answer is there.
    @Test func eachPINWaitsForTheAnswerToTheOneBefore() throws {
        let traces = KeyTraces()
        traces.take(Self.left(8), to: Self.tries)
        for status in [CTAPStatus.success, .missingParameter, .success] {
            try traces.willSend(Self.token)
            #expect(traces.rule(for: Self.token, .tokens).danger == .d3)
            traces.take([status.rawValue], to: Self.token)
            #expect(traces.rule(for: Self.token, .tokens).danger == .d2, "\(status.name)")
        }
        try traces.willSend(Self.token)
        traces.take([0x7F], to: Self.token)
        #expect(traces.rule(for: Self.token, .tokens).danger == .d3, "a status that could mean anything")
    }

    /// After the key was out of sight its tries have to be seen again: it may be another one.
    @Test func aKeyThatComesBackHasTakenNothing() throws {
        let traces = KeyTraces()
        traces.take(Self.left(8), to: Self.tries)
        try traces.willSend(Self.token)
        traces.take([0], to: Self.token)
        traces.replugged()
        #expect(traces.rule(for: Self.token, .tokens).danger == .d3)
        traces.take(Self.left(2), to: Self.tries)
        #expect(traces.rule(for: Self.token, .tokens).danger == .d3)
        traces.take(Self.left(3), to: Self.tries)
        #expect(traces.rule(for: Self.token, .tokens).danger == .d2)
    }

    /// A change of the PIN is a trace until it is taken back; of one whose answer was lost the way back may be tried once.
    @Test func aChangedPINIsATrace() throws {
        let keeper = Keeper()
        let traces = KeyTraces(keptBy: keeper)
        traces.take(Self.left(8), to: Self.tries)
        try traces.willSend(Self.token)
        traces.take([0], to: Self.token)
        try traces.willSend(Self.change)
        #expect(keeper.heard == [.pinExpected] && traces.isPINChanged)
        #expect(traces.rule(for: Self.token, .change).danger == .d3)
        #expect(traces.rule(for: Self.change, .change).danger == .d2, "the way back")
        try traces.willSend(Self.change)
        #expect(traces.rule(for: Self.change, .change).danger == .d3, "and no second one")
        traces.take([0], to: Self.change)
        #expect(keeper.heard == [.pinExpected, .pinGone] && traces.isEmpty)
    }

    /// A status that tells nothing of the PIN leaves open which one the key has.
    @Test func anUnclearAnswerLeavesTheChangeOpen() throws {
        let traces = KeyTraces()
        traces.take(Self.left(8), to: Self.tries)
        try traces.willSend(Self.token)
        traces.take([0], to: Self.token)
        try traces.willSend(Self.change)
        traces.take([CTAPStatus.keepaliveCancel.rawValue], to: Self.change)
        #expect(traces.isPINChanged && traces.mayTakeBackPIN)
        traces.replugged()
        #expect(!traces.mayTakeBackPIN, "nobody has read the tries")
        traces.take(Self.left(3), to: Self.tries)
        #expect(traces.mayTakeBackPIN)
    }

    /// A change that could not be written down was not sent, so the PIN is what it was.
    @Test func aFullDiskKeepsThePINAsItIs() throws {
        let traces = KeyTraces(keptBy: Keeper(isFull: true))
        traces.take(Self.left(8), to: Self.tries)
        try traces.willSend(Self.token)
        traces.take([0], to: Self.token)
        #expect(throws: TransportError.self) { try traces.willSend(Self.change) }
        #expect(!traces.isPINChanged && traces.isPINAccepted)
    }

    /// Each rule stands in somebody's way: without it, what it forbids would leave.
    @Test(arguments: KeyTraces.Rule.allCases)
    func withoutItsRuleWhatItForbidsWouldPass(rule: KeyTraces.Rule) throws {
        let (request, use): ([UInt8], PINUse) =
            switch rule {
            case .ownCredentials: (Self.deletion([9]), .none)
            case .oldArray: (Self.piece(Self.array([0x80]), of: 17), .none)
            case .oneTry, .triesLeft: (Self.token, .tokens)
            }
        for rules in [Set(KeyTraces.Rule.allCases), Set(KeyTraces.Rule.allCases).subtracting([rule])] {
            let traces = KeyTraces(keeping: rules)
            if rule == .oneTry {
                traces.take(Self.left(8), to: Self.tries)
                try traces.willSend(Self.token)
                traces.take([CTAPStatus.pinInvalid.rawValue], to: Self.token)
            }
            let spy = SpyReportChannel()
            let channel = GuardedReportChannel(wrapping: spy, allowing: .d2, traces: traces, using: use)
            let reports = try CTAPHIDMessage(channel: 7, command: .cbor, payload: request).reports()
            let isRefused = (try? reports.forEach { try channel.write($0, within: .seconds(1)) }) == nil
            #expect(isRefused == rules.contains(rule), "\(rule)")
            #expect(spy.written.isEmpty == rules.contains(rule), "\(rule)")
        }
    }

    /// The guard shows the traces what it reads, so a credential is known as soon as its answer was heard.
    @Test func theGuardListens() throws {
        let key = AnsweringChannel(answer: Self.created)
        let traces = KeyTraces()
        let channel = GuardedReportChannel(wrapping: key, allowing: .d2, traces: traces)
        for report in try CTAPHIDMessage(channel: 7, command: .cbor, payload: Self.creation).reports() {
            try channel.write(report, within: .seconds(1))
        }
        #expect(traces.credentials.map(\.id) == [nil])
        while try channel.read(within: .zero) != nil {}
        #expect(traces.credentials.map(\.id) == [Self.id])
    }

    /// Of two requests under way nobody knows which is answered, so neither answer tells anything.
    @Test func whatIsAskedAtOnceProvesNothing() throws {
        let key = AnsweringChannel(answer: Self.left(8))
        let traces = KeyTraces()
        let channel = GuardedReportChannel(wrapping: key, allowing: .d2, traces: traces, using: .tokens)
        for request in [Self.tries, [CTAPCommand.getInfo.rawValue]] {
            for report in try CTAPHIDMessage(channel: 7, command: .cbor, payload: request).reports() {
                try channel.write(report, within: .seconds(1))
            }
        }
        while try channel.read(within: .zero) != nil {}
        #expect(traces.rule(for: Self.token, .tokens).danger == .d3)
    }

    private final class AnsweringChannel: ReportChannel {
        let name = "answering"
        private let reports: Mutex<ArraySlice<[UInt8]>>

        init(answer: [UInt8]) {
            let message = CTAPHIDMessage(channel: 7, command: .cbor, payload: answer)
            reports = Mutex(((try? message.reports()) ?? [])[...])
        }

        func write(_ report: [UInt8], within limit: Duration) {}
        func read(within limit: Duration) -> [UInt8]? { reports.withLock { $0.popFirst() } }
        func close() {}
    }
}
