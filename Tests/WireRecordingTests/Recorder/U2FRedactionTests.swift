import CTAPMessages
import Octets
import Testing

@testable import WireRecording

/// What raw messages of U2F tell of people, and what of it stands in a recording under a policy that wants it hashed.
@Suite struct U2FRedactionTests {
    private static let challenge = [UInt8](repeating: 0x11, count: 32)
    private static let application = Array("CANARY of a relying party's hash".utf8)
    private static let handle = Array("CANARY of a key handle".utf8)
    private static let applicationText = Hex.encode(application)
    private static let handleText = Hex.encode(handle)

    private static let register = command(0x01, challenge + application)
    private static let registered =
        [0x05, 0x04] + [UInt8](repeating: 0x22, count: 64) + [UInt8(handle.count)] + handle + [0x30, 0x00, 0x90, 0x00]
    private static let authenticate = command(0x02, challenge + application + [UInt8(handle.count)] + handle)
    private static let authenticated: [UInt8] = [0x01, 0, 0, 0, 7, 0x30, 0x00, 0x90, 0x00]

    /// With two bytes of length, as CTAPHID_MSG has it.
    private static func command(_ instruction: UInt8, _ body: [UInt8]) -> [UInt8] {
        [0x00, instruction, 0x03, 0x00, 0x00, 0x00, UInt8(body.count)] + body + [0x00, 0x00]
    }

    private static func policy(signed: Bool, host: Bool, without kind: PersonalData? = nil) -> RedactionPolicy {
        var policy = RedactionPolicy(hashed: Set(PersonalData.ofCards + PersonalData.ofKeys))
        if let kind { policy.hashed.remove(kind) }
        policy.changesSignedData = signed
        policy.changesHostData = host
        return policy
    }

    /// The payloads as they are written, out and in by turns.
    private static func written(_ messages: [[UInt8]], _ policy: RedactionPolicy) throws -> [String] {
        let key = try #require(CampaignKey(Secret([UInt8](repeating: 7, count: CampaignKey.byteCount))))
        var transcript = ReportTranscript(redaction: Redaction(policy: policy, campaign: key))
        var payloads: [String] = []
        for (index, message) in messages.enumerated() {
            for report in try Samples.message(.message, message).reports() {
                let events =
                    index.isMultiple(of: 2) ? try transcript.send(report).events : transcript.receive(report)
                for case .message(_, let message) in events { payloads.append(Hex.encode(message.payload.bytes)) }
            }
        }
        return payloads
    }

    private static let conversation = [register, registered, authenticate, authenticated]

    @Test func neitherHandleNorApplicationIsWritten() throws {
        let written = try Self.written(Self.conversation, Self.policy(signed: true, host: true))
        try #require(written.count == 4)
        for (payload, original) in zip(written, Self.conversation) {
            #expect(payload.count == original.count * 2)
            #expect(!payload.contains(Self.handleText) && !payload.contains(Self.applicationText))
        }
        let start = Self.register.count - 2 - 32
        let hash = written[0].dropFirst(start * 2).prefix(64)
        #expect(written[2].contains(hash), "the same application has the same hash")
        let handle = written[1].dropFirst(67 * 2).prefix(Self.handle.count * 2)
        #expect(written[2].contains(handle), "the host sends back the hash that it was told")
        #expect(written[3] == Hex.encode(Self.authenticated))
    }

    /// Without its rule each would be there.
    @Test func anyRuleLeftOutIsNoticed() throws {
        let noHandle = Self.policy(signed: true, host: true, without: .credentialID)
        #expect(try Self.written(Self.conversation, noHandle)[1].contains(Self.handleText))
        let noApplication = Self.policy(signed: true, host: true, without: .relyingParty)
        #expect(try Self.written(Self.conversation, noApplication)[0].contains(Self.applicationText))
    }

    /// A registration's signature covers the handle, so it stays, and the host sends it back as it was.
    @Test func whatIsSignedStaysUnlessThePolicySaysOtherwise() throws {
        let written = try Self.written(Self.conversation, Self.policy(signed: false, host: false))
        #expect(written == Self.conversation.map { Hex.encode($0) })
        let host = try Self.written(Self.conversation, Self.policy(signed: false, host: true))
        #expect(host[1] == Hex.encode(Self.registered) && host[2].contains(Self.handleText))
        #expect(!host[0].contains(Self.applicationText) && !host[2].contains(Self.applicationText))
    }

    /// A handle that the key was never seen to tell is the host's own.
    @Test func aHandleOfEarlierIsTheHosts() throws {
        let messages = [Self.authenticate, Self.authenticated]
        #expect(try !Self.written(messages, Self.policy(signed: false, host: true))[0].contains(Self.handleText))
        #expect(try Self.written(messages, Self.policy(signed: true, host: false))[0].contains(Self.handleText))
    }

    @Test func shortCommandsAreReadTheSameWay() throws {
        let short = [0x00, 0x01, 0x03, 0x00, 64] + Self.challenge + Self.application
        let written = try Self.written([short], Self.policy(signed: true, host: true))
        #expect(written.count == 1 && !written[0].contains(Self.applicationText))
    }

    /// Nothing traps, and what is no such message stays as it is.
    @Test func cutMessagesStay() throws {
        let policy = Self.policy(signed: true, host: true)
        for message in [Self.register, Self.authenticate] {
            for length in 1..<39 { #expect(try Self.written([Array(message.prefix(length))], policy).count == 1) }
        }
        for length in 1..<67 {
            let cut = Array(Self.registered.prefix(length))
            #expect(try Self.written([Self.register, cut], policy).last == Hex.encode(cut))
        }
        let refused: [UInt8] = [0x69, 0x85]
        #expect(try Self.written([Self.register, refused], policy).last == "6985")
    }

    /// An answer in pieces that make no message may hold a handle.
    @Test func brokenRegistrationsAreHidden() throws {
        let redaction = Redaction(policy: Self.policy(signed: true, host: false))
        var transcript = ReportTranscript(redaction: redaction)
        for report in try Samples.message(.message, Self.register).reports() { _ = try transcript.send(report) }
        let reports = try Samples.message(.message, Self.registered).reports()
        let events = reports.dropFirst().flatMap { transcript.receive($0) } + transcript.drainReceived()
        #expect(!events.isEmpty)
        for event in events {
            guard case .report(.in, let written) = event else { continue }
            #expect(!Hex.encode(written.bytes).contains(Hex.encode(Array("CANARY".utf8))))
        }
    }
}
