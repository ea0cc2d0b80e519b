import CBORTree
import CTAPMessages
import DeviceTransport
import FIDO2Driver
import FixtureSupport
import Octets
import SoftwareAuthenticator
import Synchronization
import Testing
import ThreadExecutor
import TransportTesting

@Suite(.timeLimit(.minutes(1))) struct CeremonyTests {
    private let request = CredentialRequest(
        rpID: "attestation.touchstone.invalid",
        rpName: "Touchstone",
        user: CredentialRequest.User(id: Array(repeating: 7, count: 32), name: "touchstone", displayName: "Touchstone"),
        clientDataHash: Array(repeating: 9, count: 32)
    )

    private func make(
        _ client: LibFIDO2Client,
        _ request: CredentialRequest,
        within limit: Duration = .seconds(5)
    ) throws -> (answer: CTAPAnswer<CredentialAnswer>, keepAlives: [CTAPHIDKeepaliveStatus]) {
        let heard = Mutex<[CTAPHIDKeepaliveStatus]>([])
        let answer = try client.makeCredential(request, pin: nil, within: limit) { status in
            heard.withLock { $0.append(status) }
        }
        return (answer, heard.withLock { $0 })
    }

    @Test(
        .enabled(if: SharedData.folder != nil, "../shared/data is not there"),
        arguments: ["canokey-fido/02-makecred-nopin", "solo1/02-makecred-nopin"]
    )
    func registersAsAForeignHostDid(_ name: String) throws {
        let foreign = try #require(try ForeignCeremony(name))
        let client = LibFIDO2Client(over: try foreign.channel())
        defer { client.close() }
        _ = try client.open(within: .seconds(2))
        let (answer, keepAlives) = try make(client, try foreign.request)
        guard case .value(let credential) = answer else {
            Issue.record("refused: \(answer)")
            return
        }
        #expect(!keepAlives.isEmpty)
        #expect(credential.disagreements == [])
        let map = try CBORItem(parsing: credential.response)
        #expect(map[1]?.text == foreign.credential.fmt)
        #expect(map[2]?.bytes.map { Hex.encode($0) } == foreign.credential.authData)
        #expect(map[3]?["sig"]?.bytes.map { Hex.encode($0) } == foreign.credential.signature)
    }

    @Test(.enabled(if: SharedData.folder != nil, "../shared/data is not there"))
    func registersOverU2F() throws {
        let foreign = try #require(try ForeignCeremony("canokey-fido/04-u2f"))
        let client = LibFIDO2Client(over: try foreign.channel(withCTAP2: false))
        defer { client.close() }
        let opening = try client.open(within: .seconds(2))
        #expect(opening.getInfo == nil)
        guard case .value(let credential) = try make(client, try foreign.request).answer else {
            Issue.record("refused")
            return
        }
        let map = try CBORItem(parsing: credential.response)
        #expect(map[1]?.text == "fido-u2f")
        #expect(map[2]?.bytes.map { Hex.encode($0) } == foreign.credential.authData)
        #expect(map[3]?["sig"]?.bytes.map { Hex.encode($0) } == foreign.credential.signature)
        #expect(map[3]?["x5c"]?.elements?.count == 1)
    }

    @Test func deadlineTakesTheRequestBack() throws {
        let key = UntouchedKey(heedsCancel: true)
        let client = LibFIDO2Client(over: key)
        defer { client.close() }
        _ = try client.open(within: .seconds(2))
        let started = ContinuousClock.now
        let (answer, keepAlives) = try make(client, request, within: .milliseconds(200))
        #expect(answer == .refused(.keepaliveCancel))
        #expect(keepAlives.contains(.userPresenceNeeded))
        #expect(key.cancels == 1)
        #expect(ContinuousClock.now - started < .seconds(2))
        #expect(try client.pinRetries(within: .seconds(2)) == .value(8), "the key is in step afterwards")
    }

    @Test func keyThatDoesNotHeedCancelCostsItsDeadline() throws {
        let key = UntouchedKey(heedsCancel: false)
        let client = LibFIDO2Client(over: key)
        defer { client.close() }
        _ = try client.open(within: .seconds(2))
        let started = ContinuousClock.now
        #expect(throws: TransportError(.deadlineExceeded, operation: "read")) {
            try make(client, request, within: .milliseconds(200))
        }
        #expect(key.cancels == 1)
        #expect(ContinuousClock.now - started < .seconds(3), "the limit, and a second to answer the cancellation")
    }

    @Test func anybodyMayTakeItBack() async throws {
        let key = UntouchedKey(heedsCancel: true)
        let answer = try await DeviceThread.perform("key") { _ in
            let client = LibFIDO2Client(over: key)
            defer { client.close() }
            _ = try client.open(within: .seconds(2))
            return try client.makeCredential(request, pin: nil, within: .seconds(30)) { _ in client.cancel() }
        }
        #expect(answer == .refused(.keepaliveCancel))
        #expect(key.cancels == 1)
    }

    @Test func cancellingNothingDoesNothing() throws {
        let channel = SoftwareReportChannel(SoftwareAuthenticator(model: .level1Key))
        let client = LibFIDO2Client(over: channel)
        client.cancel()
        _ = try client.open(within: .seconds(2))
        let before = channel.written.count
        client.cancel()
        #expect(channel.written.count == before)
        client.close()
    }

    @Test func requestThatLibraryDoesNotTakeIsNotSent() throws {
        let channel = SoftwareReportChannel(SoftwareAuthenticator(model: .level1Key))
        let client = LibFIDO2Client(over: channel)
        defer { client.close() }
        _ = try client.open(within: .seconds(2))
        let before = channel.written.count
        var odd = request
        odd.algorithm = .ecdhESHKDF256
        #expect(throws: TransportError(.unsupported, operation: "fido_cred_set_type")) { try make(client, odd) }
        #expect(channel.written.count == before)
    }
}
