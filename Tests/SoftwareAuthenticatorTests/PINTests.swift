import CBORTree
import CTAPMessages
import Octets
import PINProtocols
import Testing

@testable import SoftwareAuthenticator

@Suite struct PINTests {
    @Test(arguments: PINProtocol.allCases)
    func tokenOpensWhatThePINGuards(pinProtocol: PINProtocol) throws {
        let platform = try Platform()
        #expect(try platform.token("1234", nil, pinProtocol).0 == .pinNotSet)
        #expect(try platform.setPIN("123", pinProtocol) == .pinPolicyViolation)
        #expect(try platform.setPIN("1234", pinProtocol) == .success)
        #expect(try platform.setPIN("1234", pinProtocol) == .pinAuthInvalid)
        #expect(try platform.answer(.getInfo)[4]?["clientPin"]?.bool == true)
        #expect(try platform.makeCredential(also: [(7, ["rk": true])]).0 == .pinUvAuthTokenRequired)
        #expect(try platform.makeCredential(also: [(8, .bytes([])), (9, 1)]).0 == .pinInvalid)
        let token = try #require(try platform.token("1234", 3, rpID: "example.test", pinProtocol).1)
        let proof = pinProtocol.authenticate(Platform.clientDataHash, with: token)
        let members: [(CBORItem, CBORItem)] = [(8, .bytes(proof)), (9, .int(pinProtocol.rawValue))]
        #expect(try platform.makeCredential(rpID: "other.test", also: members).0 == .pinAuthInvalid)
        let answer = try platform.makeCredential(also: members + [(7, ["rk": true])])
        #expect(answer.0 == .success)
        #expect(ReadData(bytes: try #require(answer.1?[2]?.bytes)).flags == 0x45)
        // The token is spent with the touch.
        #expect(try platform.makeCredential(also: members).0 == .pinAuthInvalid)
    }

    @Test func wrongPINsBlockSoftlyThenForGood() throws {
        let platform = try Platform()
        #expect(try platform.setPIN("1234") == .success)
        #expect(try platform.token("0000").0 == .pinInvalid)
        #expect(try platform.retries == 7)
        #expect(try platform.token("1234").0 == .success)
        #expect(try platform.retries == 8)
        for status in [CTAPStatus.pinInvalid, .pinInvalid, .pinAuthBlocked, .pinAuthBlocked] {
            #expect(try platform.token("0000").0 == status)
        }
        #expect(try platform.token("1234").0 == .pinAuthBlocked)
        #expect(try platform.retries == 5)
        try platform.replug()
        for status in [CTAPStatus.pinInvalid, .pinInvalid, .pinAuthBlocked] {
            #expect(try platform.token("0000").0 == status)
        }
        try platform.replug()
        #expect(try platform.token("0000").0 == .pinInvalid)
        #expect(try platform.token("0000").0 == .pinBlocked)
        try platform.replug()
        #expect(try platform.token("1234").0 == .pinBlocked)
        #expect(try platform.changePIN("1234", to: "5678") == .pinBlocked)
        try platform.replug()
        #expect(try platform.call(.reset).0 == .success)
        #expect(try platform.retries == 8)
        #expect(try platform.setPIN("5678") == .success)
    }

    @Test func changedPINIsTheOnlyOne() throws {
        let platform = try Platform()
        #expect(try platform.setPIN("1234") == .success)
        let old = try #require(try platform.token("1234").1)
        #expect(try platform.changePIN("9999", to: "5678") == .pinInvalid)
        #expect(try platform.changePIN("1234", to: "5678") == .success)
        #expect(try platform.token("1234").0 == .pinInvalid)
        let proof = PINProtocol.two.authenticate(Platform.clientDataHash, with: old)
        #expect(try platform.makeCredential(also: [(8, .bytes(proof)), (9, 2)]).0 == .pinAuthInvalid)
        #expect(try platform.token("5678").0 == .success)
    }

    @Test func permissionsAreHeldTo() throws {
        let platform = try Platform()
        #expect(try platform.setPIN("1234") == .success)
        #expect(try platform.token("1234", 0).0 == .invalidParameter)
        #expect(try platform.token("1234", 1).0 == .missingParameter)
        let token = try #require(try platform.token("1234", 2, rpID: "example.test").1)
        let proof = PINProtocol.two.authenticate(Platform.clientDataHash, with: token)
        #expect(try platform.makeCredential(also: [(8, .bytes(proof)), (9, 2)]).0 == .pinAuthInvalid)
        let management = PINProtocol.two.authenticate([1], with: token)
        #expect(try platform.call(.credentialManagement, [1: 1, 3: 2, 4: .bytes(management)]).0 == .pinAuthInvalid)
    }

    @Test func tokenEndsWithItsTime() throws {
        let platform = try Platform()
        #expect(try platform.setPIN("1234") == .success)
        let token = try #require(try platform.token("1234", 1, rpID: "example.test").1)
        let proof = PINProtocol.two.authenticate(Platform.clientDataHash, with: token)
        platform.host.now += .seconds(31)
        #expect(try platform.makeCredential(also: [(8, .bytes(proof)), (9, 2)]).0 == .pinAuthInvalid)
    }

    @Test func hmacSecretAnswersTheSameSaltAlike() throws {
        let platform = try Platform()
        let made = try platform.makeCredential(also: [(6, ["hmac-secret": true])]).1
        let id = ReadData(bytes: try #require(made?[2]?.bytes)).credentialID
        var outputs: [[UInt8]] = []
        for (count, pinProtocol) in [(32, PINProtocol.one), (64, .two), (32, .two)] {
            let (key, secret) = try platform.agreement(pinProtocol)
            let salt = try secret.encrypt(Secret(Array(repeating: 5, count: count)))
            let input: CBORItem = [
                1: key, 2: .bytes(salt), 3: .bytes(secret.authenticate(salt)), 4: .int(pinProtocol.rawValue),
            ]
            let answer = try platform.getAssertion(allow: [id], also: [(4, ["hmac-secret": input])]).1
            let data = try #require(answer?[2]?.bytes)
            let output = try #require(try CBORItem(parsing: Array(data[37...]))["hmac-secret"]?.bytes)
            outputs.append(try secret.decrypt(output).withBytes { $0 })
        }
        #expect(outputs[0].count == 32)
        #expect(outputs[1] == outputs[0] + outputs[0])
        #expect(outputs[2] == outputs[0])
    }
}
