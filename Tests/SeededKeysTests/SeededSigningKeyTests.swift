import Crypto
import Octets
import Testing

@testable import SeededKeys

@Suite struct SeededSigningKeyTests {
    /// RFC 6979, A.2.5, with SHA-256.
    @Test(
        arguments: [
            (
                "sample",
                "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                    + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
            ),
            (
                "test",
                "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
                    + "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"
            ),
        ]
    )
    func signsAsPublished(message: String, signature: String) throws {
        let number = try Hex.decode("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721")
        let key = try #require(SeededSigningKey(rawRepresentation: Secret(number)))
        #expect(Hex.encode(key.x) == "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6")
        #expect(Hex.encode(key.rawSignature(for: Array(message.utf8))) == signature)
    }

    @Test func signaturesVerifyAndRepeat() throws {
        var generator = SeededGenerator(seed: [1, 2, 3])
        for count in 0..<20 {
            let key = generator.signingKey()
            let message = [UInt8](repeating: 7, count: count)
            let signature = key.signature(for: message)
            #expect(signature == key.signature(for: message))
            let publicKey = try P256.Signing.PublicKey(x963Representation: key.x963Representation)
            #expect(try publicKey.isValidSignature(.init(derRepresentation: signature), for: message))
            #expect(try !publicKey.isValidSignature(.init(derRepresentation: signature), for: message + [0]))
        }
    }

    @Test(arguments: [[], [1], Array(repeating: 0, count: 32), Array(repeating: 0xFF, count: 32)] as [[UInt8]])
    func numbersOutOfRangeAreNoKeys(bytes: [UInt8]) {
        #expect(SeededSigningKey(rawRepresentation: Secret(bytes)) == nil)
    }

    @Test func seedsAndLabelsTellGeneratorsApart() {
        var all: [[UInt8]] = []
        for seed: [UInt8] in [[1], [2]] {
            for label in ["a", "b"] {
                var generator = SeededGenerator(seed: seed, label: label)
                var again = SeededGenerator(seed: seed, label: label)
                let bytes = generator.bytes(40)
                #expect(again.bytes(40) == bytes)
                #expect(generator.bytes(40) != bytes)
                all.append(bytes)
            }
        }
        #expect(Set(all).count == 4)
    }
}
