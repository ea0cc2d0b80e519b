import CBORTree
import CTAPMessages
import CapabilityProbe
import DeviceTransport
import Octets
import Testing

struct AttestationProbeTests {
    private let seed = AttestationSeed(Array(0..<32))

    private func getInfo(_ options: CBORItem, algorithms: CBORItem? = nil) -> [UInt8] {
        var entries: [(CBORItem, CBORItem)] = [(1, ["FIDO_2_0"]), (3, .bytes(Array(repeating: 7, count: 16)))]
        entries.append((4, options))
        if let algorithms { entries.append((0x0A, algorithms)) }
        return CBORItem.sortedMap(entries).encoded()
    }

    private func key(_ client: StubClient) throws -> SecurityKeyFacts {
        try SecurityKeyProbe.run(client: client, within: .seconds(1))
    }

    private func run(_ client: StubClient, pin: Secret? = nil) throws -> AttestationFacts {
        try AttestationProbe(of: key(client), seed: seed).run(client: client, pin: pin, within: .seconds(1))
    }

    @Test func aTouchIsEnoughWhereNoPINIsSet() throws {
        let client = StubClient(
            getInfo: getInfo(["rk": true, "clientPin": false]),
            credential: .value(CredentialAnswer(response: [0xA0]))
        )
        let facts = try run(client, pin: Secret(Array("1234".utf8)))
        #expect(client.exchanges.last == "makeCredential", "a PIN that nobody demands is not sent")
        #expect(facts.outcome == .given)
        #expect(facts.response == HexBytes([0xA0]))
        #expect(!facts.usedPIN)
        let request = try #require(client.registrations.first)
        #expect(request.rpID == "attestation.touchstone.invalid")
        #expect(!request.isDiscoverable)
        #expect(!request.asksForUserVerification)
        #expect(request.algorithm == .es256)
    }

    @Test func sameSeedAsksForTheSame() throws {
        let client = StubClient(getInfo: getInfo(["clientPin": false]))
        _ = try run(client)
        _ = try run(client)
        #expect(client.registrations[0] == client.registrations[1])
        let probe = AttestationProbe(of: try key(client), seed: AttestationSeed(Array(1...32)))
        _ = try probe.run(client: client, pin: nil, within: .seconds(1))
        #expect(client.registrations[2].clientDataHash != client.registrations[0].clientDataHash)
        #expect(client.registrations[2].user.id != client.registrations[0].user.id)
        #expect(client.registrations[0].clientDataHash != client.registrations[0].user.id)
    }

    @Test func demandedPINIsSentOnceAndTriesAreReadAgain() throws {
        let client = StubClient(getInfo: getInfo(["clientPin": true]), credential: .refused(.pinInvalid))
        let facts = try run(client, pin: Secret(Array("1234".utf8)))
        #expect(client.exchanges.suffix(2) == ["makeCredential with PIN", "PIN retries"])
        #expect(facts.outcome == .refused)
        #expect(facts.status == StatusFact(.pinInvalid))
        #expect(facts.usedPIN)
        #expect(facts.pinRetriesAfter == RetriesFact(count: 8))
    }

    @Test func demandedPINThatNobodyGaveIsAFact() throws {
        let client = StubClient(getInfo: getInfo(["clientPin": true]))
        let facts = try run(client)
        #expect(facts.outcome == .notAsked)
        #expect(facts.reason?.contains("PIN") == true)
        #expect(client.registrations.isEmpty)
    }

    @Test(arguments: [(2, false), (3, true)])
    func noPINIsSentBelowTheFloor(_ tries: Int, _ isSent: Bool) throws {
        let client = StubClient(getInfo: getInfo(["clientPin": true]), pin: .success(.value(tries)))
        let facts = try run(client, pin: Secret(Array("1234".utf8)))
        #expect(client.registrations.isEmpty == !isSent)
        #expect((facts.outcome == .notAsked) == !isSent)
    }

    @Test func counterThatNobodyKnowsIsNoCounterToSpare() throws {
        let client = StubClient(getInfo: getInfo(["clientPin": true]), pin: .success(.refused(.pinAuthBlocked)))
        #expect(try run(client, pin: Secret(Array("1234".utf8))).outcome == .notAsked)
        #expect(client.registrations.isEmpty)
    }

    private static let plans: [(CBORItem, AttestationPlan)] = [
        (["clientPin": true, "makeCredUvNotRqd": true], .touch),
        (["clientPin": true, "makeCredUvNotRqd": true, "alwaysUv": true], .pin),
        (["clientPin": true], .pin),
        (["clientPin": false], .touch),
        ([:], .touch),
    ]

    @Test(arguments: plans)
    func planFollowsTheOptions(_ options: CBORItem, _ plan: AttestationPlan) throws {
        #expect(AttestationPlan(for: try key(StubClient(getInfo: getInfo(options)))) == plan)
    }

    @Test func verificationWithoutAPINCannotBeGiven() throws {
        let options: CBORItem = ["clientPin": false, "alwaysUv": true, "makeCredUvNotRqd": true]
        guard case .impossible = AttestationPlan(for: try key(StubClient(getInfo: getInfo(options)))) else {
            Issue.record("a key that always verifies was asked")
            return
        }
    }

    @Test func algorithmIsOneThatTheKeyLists() throws {
        let algorithms: CBORItem = [["alg": -48, "type": "public-key"], ["alg": -8, "type": "public-key"]]
        let client = StubClient(getInfo: getInfo(["clientPin": false], algorithms: algorithms))
        _ = try run(client)
        #expect(client.registrations.first?.algorithm == .edDSA)
    }

    @Test func keyOfU2FIsAskedForATouch() throws {
        let client = StubClient(getInfo: nil)
        _ = try run(client)
        #expect(client.exchanges.last == "makeCredential")
    }

    @Test func serialNumberOfAnEnterpriseCertificateIsNotKept() throws {
        let identifier: [UInt8] = [0x06, 0x0B, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0xE5, 0x1C, 0x01, 0x01, 0x02]
        let answer = identifier + [0x04, 0x03, 0x53, 0x4E, 0x31]
        let client = StubClient(
            getInfo: getInfo(["clientPin": false]),
            credential: .value(CredentialAnswer(response: answer))
        )
        let facts = try run(client)
        #expect(facts.isEnterprise)
        #expect(facts.response?.bytes == identifier + [0x04, 0x03, 0, 0, 0])
    }
}
