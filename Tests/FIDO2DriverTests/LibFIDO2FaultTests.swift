import CTAPMessages
import DeviceTransport
import FIDO2Driver
import SoftwareAuthenticator
import Testing
import TransportTesting

/// Broken keys: each costs its limit and 50 ms at the most, and is told apart from the others.
@Suite(.timeLimit(.minutes(1)), .serialized) struct LibFIDO2FaultTests {
    static let limit = Duration.milliseconds(300)
    static let tolerance = Duration.milliseconds(50)

    struct Case: CustomTestStringConvertible {
        let faults: Set<AuthenticatorFault>
        let error: TransportError
        /// What the explanation says.
        let detail: String
        /// Whether the key uses up the time that it is given.
        var isSlow = true

        var testDescription: String { faults.map(\.description).joined(separator: ", ") }
    }

    static let late = TransportError(.deadlineExceeded, operation: "read")

    static let cases = [
        Case(faults: [.mute(afterMessages: 0)], error: late, detail: "the key does not answer CTAPHID_INIT"),
        Case(faults: [.mute(afterMessages: 1)], error: late, detail: "the key does not answer CTAPHID_CBOR"),
        Case(faults: [.drip], error: late, detail: "stopped after 57 of"),
        Case(faults: [.keepAliveForever], error: late, detail: "waiting with 3 keep-alives"),
        Case(faults: [.slow(.seconds(1))], error: late, detail: "waiting with 3 keep-alives"),
        Case(faults: [.wrongChannel], error: late, detail: "on channel 0xfffffffe, where nobody asked"),
        Case(faults: [.wrongNonce], error: late, detail: "the key echoed another nonce"),
        Case(
            faults: [.oversize],
            error: TransportError(.malformed, operation: "authenticatorGetInfo"),
            detail: "65535 bytes is announced",
            isSlow: false
        ),
        Case(
            faults: [.transportError(0x06)],
            error: TransportError(.channelBusy, operation: "authenticatorGetInfo"),
            detail: "ERR_CHANNEL_BUSY",
            isSlow: false
        ),
        Case(
            faults: [.transportError(0x7F)],
            error: TransportError(.inputOutput, operation: "authenticatorGetInfo"),
            detail: "ERR_OTHER",
            isSlow: false
        ),
    ]

    private func client(_ faults: Set<AuthenticatorFault>) -> LibFIDO2Client {
        LibFIDO2Client(over: SoftwareReportChannel(SoftwareAuthenticator(model: .level2Key, faults: faults)))
    }

    /// The shortest of at most three runs: a busy machine may hold one up, a broken deadline holds up all of them.
    private func fastest(_ body: () -> Void) -> Duration {
        var shortest = Duration.seconds(3600)
        for _ in 0..<3 where shortest > Self.limit + Self.tolerance {
            shortest = min(shortest, ContinuousClock().measure(body))
        }
        return shortest
    }

    @Test(arguments: cases)
    func opening(test: Case) throws {
        let client = client(test.faults)
        defer { client.close() }
        var error: TransportError?
        let elapsed = ContinuousClock()
            .measure {
                error = #expect(throws: test.error) { try client.open(within: Self.limit) }
            }
        #expect(error?.detail?.contains(test.detail) == true, "\(String(describing: error?.detail))")
        #expect(error?.subject == "software")
        #expect(elapsed <= Self.limit + Self.tolerance)
        #expect(test.isSlow ? elapsed >= Self.limit : elapsed < Self.limit)
    }

    @Test func refusedInformationIsAnAnswer() throws {
        let client = client([.refuse(command: 0x04, status: 0x01)])
        let opening = try client.open(within: Self.limit)
        #expect(opening.capabilities.contains(.cbor))
        #expect(opening.getInfo == nil)
        #expect(opening.getInfoRefusal == .invalidCommand)
        #expect(try client.pinRetries(within: Self.limit) == .value(8))
        client.close()
    }

    /// What is no CBOR is kept as it came; the library's reading of it fails by its own number.
    @Test func badCBORIsKept() throws {
        let client = client([.badCBOR])
        #expect(try client.open(within: Self.limit).getInfo == [0xA2, 0x01])
        let error = #expect(throws: TransportError(.malformed, operation: "fido_dev_get_cbor_info")) {
            try client.referenceInformation()
        }
        #expect(error?.original?.name == "FIDO_ERR_RX_NOT_CBOR")
        #expect(error?.original?.number == -3)
        client.close()
    }

    @Test func slowKeyThatIsInTimeAnswers() throws {
        let client = client([.slow(.milliseconds(150))])
        let elapsed = try ContinuousClock().measure { _ = try client.open(within: .seconds(2)) }
        #expect(elapsed >= .milliseconds(150))
        #expect(try client.pinRetries(within: .seconds(2)) == .value(8))
        client.close()
    }

    @Test func retriesOfAMuteKeyEndInTime() throws {
        let client = client([.mute(afterMessages: 2)])
        _ = try client.open(within: Self.limit)
        let elapsed = ContinuousClock()
            .measure {
                #expect(throws: Self.late) { try client.pinRetries(within: Self.limit) }
            }
        #expect(elapsed >= Self.limit && elapsed <= Self.limit + Self.tolerance)
        client.close()
    }

    /// A late answer must not pass for the answer to the next question.
    @Test func lateAnswerIsNotMistaken() async throws {
        let authenticator = SoftwareAuthenticator(model: .level2Key, faults: [.slow(.milliseconds(120))])
        let channel = SoftwareReportChannel(authenticator)
        let client = LibFIDO2Client(over: channel)
        _ = try client.open(within: .seconds(2))
        #expect(throws: Self.late) { try client.pinRetries(within: .milliseconds(60)) }
        try await Task.sleep(for: .milliseconds(150))
        #expect(try client.uvRetries(within: .seconds(2)) == .value(5))
        client.close()
    }

    /// Two reports of INIT, seven of getInfo, two of the counter.
    @Test(arguments: 0..<11)
    func unpluggedAtAnyMoment(reports: Int) throws {
        let channel = SoftwareReportChannel(SoftwareAuthenticator(model: .level2Key), unpluggedAfter: reports)
        let client = LibFIDO2Client(over: channel)
        defer { client.close() }
        let error = #expect(throws: TransportError.self) {
            _ = try client.open(within: .seconds(2))
            _ = try client.pinRetries(within: .seconds(2))
        }
        #expect(error?.code == .deviceRemoved)
    }

    /// Whatever the channel throws reaches the caller as it is.
    @Test(arguments: [TransportError.Code.replayMismatch, .recordingExhausted, .refusedByGuard, .permissionDenied])
    func errorOfTheChannelWins(code: TransportError.Code) throws {
        let cause = TransportError(code, operation: "step 1", detail: "told by the channel")
        let client = LibFIDO2Client(over: ScriptedReportChannel([.takesAnything, .readFails(cause)]))
        let error = #expect(throws: cause) { try client.open(within: Self.limit) }
        #expect(error?.detail == "told by the channel")
        let writing = LibFIDO2Client(over: ScriptedReportChannel([.writeFails(cause)]))
        #expect(throws: cause) { try writing.open(within: Self.limit) }
    }

    /// An answer without the counter is not a counter of zero, which would mean that the key is blocked.
    @Test func missingCounterIsNotZero() throws {
        let initialize = InitializingScript()
        let answer = CTAPHIDMessage(channel: 1, command: .cbor, payload: [0x00, 0xA1, 0x04, 0xF4])
        let client = LibFIDO2Client(over: try initialize.channel(getInfo: [0xA0], then: answer))
        _ = try client.open(within: Self.limit)
        #expect(throws: TransportError(.malformed, operation: "fido_dev_get_retry_count")) {
            try client.pinRetries(within: Self.limit)
        }
        client.close()
    }

    @Test func emptyAnswerIsMalformed() throws {
        let client = LibFIDO2Client(over: try InitializingScript().channel(getInfo: nil, then: nil))
        #expect(throws: TransportError(.malformed, operation: "authenticatorGetInfo")) {
            try client.open(within: Self.limit)
        }
        client.close()
    }
}
