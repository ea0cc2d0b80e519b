import CBORTree
import CTAPMessages
import Crypto
import FIDOMetadata
import Foundation
import Testing

@testable import SoftwareAuthenticator

@Suite struct CeremonyTests {
    @Test(arguments: AuthenticatorModel.all.filter { $0.information != nil }.map(\.slug))
    func attestationIsWhatTheModelGives(slug: String) async throws {
        let model = try #require(AuthenticatorModel.all.first { $0.slug == slug })
        let platform = try Platform(model)
        let (status, answer) = try platform.makeCredential()
        try #require(status == .success)
        let object = try AttestationObject(makeCredentialAnswer: try #require(answer).encoded())
        let report = await AttestationVerifier(metadata: nil)
            .verify(object, clientDataHash: Platform.clientDataHash, at: Date(timeIntervalSince1970: 1_780_000_000))
        // Without metadata nothing is attested, and that has to be the only complaint.
        guard case .notAttested(_, let others) = report.verdict else {
            Issue.record("attested by nobody: \(report.verdict)")
            return
        }
        #expect(others == [])
        let data = ReadData(bytes: try #require(answer?[2]?.bytes))
        #expect(data.aaguid == model.information?[0x03]?.bytes)
        #expect(data.flags == 0x41)
    }

    @Test func assertionsVerifyAndCount() throws {
        let platform = try Platform()
        let made = ReadData(bytes: try #require(try platform.makeCredential().1?[2]?.bytes))
        var last = made.counter
        for _ in 0..<3 {
            let (status, answer) = try platform.getAssertion(allow: [made.credentialID])
            #expect(status == .success)
            let data = ReadData(bytes: try #require(answer?[2]?.bytes))
            #expect(data.flags == 0x01)
            #expect(data.counter == last + 1)
            last = data.counter
            #expect(try data.isSigned(try #require(answer?[3]?.bytes), by: made.publicKey()))
            #expect(answer?[4] == nil)
        }
        #expect(try platform.getAssertion(allow: [[1, 2, 3]]).0 == .noCredentials)
        #expect(try platform.getAssertion(rpID: "other.test", allow: [made.credentialID]).0 == .noCredentials)
        let silent = try platform.getAssertion(allow: [made.credentialID], also: [(5, ["up": false])])
        #expect(ReadData(bytes: try #require(silent.1?[2]?.bytes)).flags == 0x00)
        try platform.replug()
        #expect(try platform.getAssertion(allow: [made.credentialID]).0 == .success)
        #expect(try platform.call(.reset).0 == .success)
        #expect(try platform.getAssertion(allow: [made.credentialID]).0 == .noCredentials)
    }

    @Test func refusalsHaveTheirStatus() throws {
        let platform = try Platform()
        let id = ReadData(bytes: try #require(try platform.makeCredential().1?[2]?.bytes)).credentialID
        let excluded: CBORItem = [["id": .bytes(id), "type": "public-key"]]
        #expect(try platform.makeCredential(also: [(5, excluded)]).0 == .credentialExcluded)
        #expect(try platform.makeCredential(rpID: "other.test", also: [(5, excluded)]).0 == .success)
        #expect(try platform.makeCredential(also: [(7, ["up": false])]).0 == .invalidOption)
        #expect(try platform.makeCredential(also: [(7, ["uv": true])]).0 == .invalidOption)
        #expect(try platform.makeCredential(also: [(7, ["rk": 1])]).0 == .cborUnexpectedType)
        #expect(try platform.makeCredential(also: [(10, 1)]).0 == .invalidParameter)
        #expect(try platform.makeCredential(also: [(8, .bytes([])), (9, 2)]).0 == .pinNotSet)
        #expect(try platform.makeCredential(also: [(8, .bytes([1]))]).0 == .missingParameter)
        #expect(try platform.makeCredential(also: [(8, .bytes([1])), (9, 9)]).0 == .invalidParameter)
        #expect(try platform.getAssertion(also: [(5, ["rk": true])]).0 == .unsupportedOption)
        #expect(try platform.call(.getNextAssertion).0 == .notAllowed)
        #expect(try platform.makeCredential(also: [(6, ["unknown": true]), (7, ["unknown": true])]).0 == .success)
        platform.host.now += .seconds(11)
        #expect(try platform.call(.reset).0 == .notAllowed)
    }

    @Test func discoverableCredentialsComeNewestFirst() throws {
        let platform = try Platform()
        for user: UInt8 in 1...3 {
            #expect(try platform.makeCredential(user: [user], also: [(7, ["rk": true])]).0 == .success)
        }
        let first = try #require(try platform.getAssertion().1)
        #expect(first[4]?["id"]?.bytes == [3])
        #expect(first[4]?["name"] == nil)
        #expect(first[5]?.integer == 3)
        let other = try platform.host.open()
        #expect(try platform.call(.getNextAssertion, on: other).0 == .notAllowed)
        #expect(try platform.answer(.getNextAssertion)[4]?["id"]?.bytes == [2])
        #expect(try platform.answer(.getNextAssertion)[4]?["id"]?.bytes == [1])
        #expect(try platform.call(.getNextAssertion).0 == .notAllowed)
        #expect(try platform.makeCredential(user: [2], also: [(7, ["rk": true])]).0 == .success)
        #expect(try platform.getAssertion().1?[5]?.integer == 3)
    }

    @Test func cancelledCommandHasNeverHappened() throws {
        let platform = try Platform(touch: .seconds(2))
        let id = ReadData(bytes: try #require(try platform.makeCredential().1?[2]?.bytes))
        let request: CBORItem = [
            1: "example.test", 2: .bytes(Platform.clientDataHash),
            3: [["id": .bytes(id.credentialID), "type": "public-key"]],
        ]
        try platform.host.send(.cbor, [0x02] + request.encoded(), on: platform.channel)
        _ = try platform.host.messages(for: .seconds(1))
        try platform.host.send(.cancel, [], on: platform.channel)
        #expect(try platform.host.messages().last?.payload == [CTAPStatus.keepaliveCancel.rawValue])
        let answer = try platform.getAssertion(allow: [id.credentialID]).1
        #expect(ReadData(bytes: try #require(answer?[2]?.bytes)).counter == id.counter + 1)
    }

    @Test func sameSeedSameBytes() throws {
        let (first, second) = (try Platform(), try Platform())
        #expect(try first.makeCredential().1 == second.makeCredential().1)
        var model = AuthenticatorModel.selfAttestedKey
        model.seed = [1]
        let third = try Platform(model)
        #expect(try third.makeCredential().1 != first.makeCredential().1)
    }
}
