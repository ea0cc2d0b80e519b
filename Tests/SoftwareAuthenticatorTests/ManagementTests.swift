import CBORTree
import CTAPMessages
import Crypto
import Octets
import PINProtocols
import Testing

@testable import SoftwareAuthenticator

@Suite struct ManagementTests {
    /// A command whose proof is over given bytes.
    private static func call(
        _ platform: Platform,
        _ command: CTAPCommand,
        permission: UInt64,
        over message: [UInt8],
        proof key: (parameter: Int64, pinProtocol: Int64),
        _ members: [(CBORItem, CBORItem)]
    ) throws -> (CTAPStatus, CBORItem?) {
        let token = try #require(try platform.token("1234", permission).1)
        let proof = PINProtocol.two.authenticate(message, with: token)
        return try platform.call(
            command,
            CBORItem.sortedMap(members + [(.int(key.parameter), .bytes(proof)), (.int(key.pinProtocol), 2)])
        )
    }

    private static func manage(
        _ platform: Platform,
        _ subcommand: UInt8,
        _ details: CBORItem? = nil
    ) throws -> (CTAPStatus, CBORItem?) {
        try call(
            platform,
            .credentialManagement,
            permission: 4,
            over: [subcommand] + (details?.encoded() ?? []),
            proof: (4, 3),
            [(1, .int(subcommand))] + (details.map { [(CBORItem.int(2), $0)] } ?? [])
        )
    }

    /// The proof is made over the bytes of the parameters as they were sent (CTAP 2.1, 6.8), so those are what it is held to.
    @Test func parametersAreKeptAsTheyWereSent() throws {
        let sent: [UInt8] = [0xA3, 0x01, 0x04, 0x02, 0xA1, 0x01, 0x42, 0x09, 0x09, 0x03, 0x02]
        let parameters = try Parameters(parsing: sent)
        #expect(parameters.bytesAsSent(0x02) == [0xA1, 0x01, 0x42, 0x09, 0x09])
        #expect(parameters.bytesAsSent(0x04).isEmpty)
    }

    @Test func credentialsAreListedRenamedAndDeleted() throws {
        let platform = try Platform()
        for rpID in ["a.test", "b.test"] {
            #expect(try platform.makeCredential(rpID: rpID, also: [(7, ["rk": true])]).0 == .success)
        }
        #expect(try platform.setPIN("1234") == .success)
        #expect(try platform.call(.credentialManagement, [1: 1]).0 == .pinUvAuthTokenRequired)
        let metadata = try Self.manage(platform, 1).1
        #expect(metadata?[1]?.integer == 2)
        #expect(metadata?[2]?.integer == 94)
        #expect(try Self.manage(platform, 2).1?[5]?.integer == 2)
        #expect(try platform.answer(.credentialManagement, [1: 3])[3]?["id"]?.text == "b.test")
        #expect(try platform.call(.credentialManagement, [1: 3]).0 == .notAllowed)
        let listed = try #require(try Self.manage(platform, 4, [1: .bytes(Transaction.hash("b.test"))]).1)
        #expect(listed[9]?.integer == 1)
        let descriptor = try #require(listed[7])
        let user: CBORItem = CBORItem.sortedMap([("id", .bytes([1])), ("name", "new")])
        #expect(try Self.manage(platform, 7, [2: descriptor, 3: user]).0 == .success)
        #expect(try Self.manage(platform, 6, [2: descriptor]).0 == .success)
        #expect(try Self.manage(platform, 6, [2: descriptor]).0 == .noCredentials)
        #expect(try Self.manage(platform, 4, [1: .bytes(Transaction.hash("b.test"))]).0 == .noCredentials)
    }

    @Test func largeBlobsAreKeptWhole() throws {
        let platform = try Platform()
        let start = try #require(try platform.answer(.largeBlobs, [1: 960, 3: 0])[1]?.bytes)
        #expect(start == AuthenticatorMemory.emptyLargeBlobs)
        let array: [UInt8] = [0x81, 0xA0]
        let whole = array + Array(SHA256.hash(data: array).prefix(16))
        let (first, second) = (Array(whole[..<10]), Array(whole[10...]))
        #expect(try platform.call(.largeBlobs, [2: .bytes(second), 3: 10]).0 == .invalidSequence)
        #expect(try platform.call(.largeBlobs, [2: .bytes(first), 3: 0, 4: 18]).0 == .success)
        #expect(try platform.call(.largeBlobs, [2: .bytes(second), 3: 10]).0 == .success)
        #expect(try platform.answer(.largeBlobs, [1: 960, 3: 0])[1]?.bytes == whole)
        #expect(try platform.call(.largeBlobs, [2: .bytes(first + first), 3: 0, 4: 20]).0 == .integrityFailure)
        #expect(try platform.call(.largeBlobs, [1: 5000, 3: 0]).0 == .invalidLength)
    }

    @Test func configurationChangesWhatGetInfoSays() throws {
        let platform = try Platform(.enterpriseKey)
        #expect(try platform.call(.authenticatorConfig, [1: 1]).0 == .success)
        #expect(try platform.answer(.getInfo)[4]?["ep"]?.bool == true)
        #expect(try platform.makeCredential(also: [(10, 2)]).1?[4]?.bool == true)
        #expect(try platform.makeCredential(also: [(10, 3)]).0 == .invalidOption)
        #expect(try platform.call(.authenticatorConfig, [1: 3, 2: [1: 6]]).0 == .success)
        #expect(try platform.answer(.getInfo)[13]?.integer == 6)
        #expect(try platform.call(.authenticatorConfig, [1: 3, 2: [1: 4]]).0 == .pinPolicyViolation)
        #expect(try platform.call(.authenticatorConfig, [1: 2]).0 == .success)
        #expect(try platform.answer(.getInfo)[4]?["alwaysUv"]?.bool == true)
        #expect(try platform.makeCredential().0 == .operationDenied)
    }

    @Test func fingersAreEnrolledAndRemoved() throws {
        let platform = try Platform()
        #expect(try platform.setPIN("1234") == .success)
        #expect(try platform.answer(.bioEnrollment, [6: true])[1]?.integer == 1)
        let enrolled = try Self.call(
            platform,
            .bioEnrollment,
            permission: 8,
            over: [1, 1],
            proof: (5, 4),
            [(1, 1), (2, 1)]
        )
        #expect(enrolled.0 == .success)
        #expect(try platform.answer(.getInfo)[4]?["uv"]?.bool == true)
        let made = try platform.makeCredential(also: [(7, ["uv": true])]).1
        #expect(ReadData(bytes: try #require(made?[2]?.bytes)).flags == 0x45)
    }
}
