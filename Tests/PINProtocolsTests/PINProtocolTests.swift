import Octets
import Testing

@testable import PINProtocols

@Suite struct PINProtocolTests {
    @Test func vectorsAreThere() {
        #expect(PINProtocolVector.all.count == 6)
    }

    @Test(arguments: PINProtocolVector.all)
    func agreesOnKeys(vector: PINProtocolVector) throws {
        let platform = try vector.platform()
        let authenticator = try vector.authenticator()
        #expect(Hex.encode(platform.publicKey.x) == vector.platformX)
        #expect(Hex.encode(platform.publicKey.y) == vector.platformY)
        let pinProtocol = try #require(vector.pinProtocol)
        for secret in [
            try platform.sharedSecret(with: authenticator.publicKey, by: pinProtocol),
            try authenticator.sharedSecret(with: platform.publicKey, by: pinProtocol),
        ] {
            #expect(secret.authenticationKey.hex == vector.authenticationKey)
            #expect(secret.encryptionKey.hex == vector.encryptionKey)
        }
    }

    @Test(arguments: PINProtocolVector.all)
    func encryptsAndDecrypts(vector: PINProtocolVector) throws {
        let secret = try vector.sharedSecret()
        let pin = try PIN(text: Secret(Array(vector.pin.utf8)))
        #expect(pin.hash.hex == vector.pinHash)
        let iv = try Hex.decode(vector.initializationVector)
        for (plaintext, ciphertext) in [
            (pin.padded, vector.newPinEnc), (pin.hash, vector.pinHashEnc),
            (Secret(try Hex.decode(vector.token)), vector.tokenEnc),
        ] {
            #expect(Hex.encode(try secret.encrypt(plaintext, initializationVector: iv)) == ciphertext)
            #expect(try secret.decrypt(Hex.decode(ciphertext)).hex == plaintext.hex)
        }
        #expect(try PIN.unpad(secret.decrypt(Hex.decode(vector.newPinEnc))).hex == pin.text.hex)
    }

    @Test(arguments: PINProtocolVector.all)
    func authenticates(vector: PINProtocolVector) throws {
        let secret = try vector.sharedSecret()
        #expect(Hex.encode(secret.authenticate(try Hex.decode(vector.newPinEnc))) == vector.setPinParam)
        let token = Secret(try Hex.decode(vector.token))
        let hash = try Hex.decode(vector.clientDataHash)
        #expect(Hex.encode(secret.pinProtocol.authenticate(hash, with: token)) == vector.pinUvAuthParam)
    }

    @Test(arguments: PINProtocolVector.all)
    func refusesEveryOtherProof(vector: PINProtocolVector) throws {
        let secret = try vector.sharedSecret()
        let message: [UInt8] = [1, 2, 3]
        let proof = secret.authenticate(message)
        #expect(proof.count == secret.pinProtocol.authenticationLength)
        #expect(secret.verify(proof, of: message))
        #expect(!secret.verify(proof, of: message + [0]))
        #expect(!secret.verify(Array(proof.dropLast()), of: message))
        #expect(!secret.verify(proof + [0], of: message))
        #expect(!secret.verify([], of: message))
        for index in proof.indices {
            var other = proof
            other[index] ^= 0x80
            #expect(!secret.verify(other, of: message))
        }
    }

    @Test func initializationVectorIsNewEachTime() throws {
        let secret = SharedSecret(Secret(Array(repeating: 7, count: 32)), by: .two)
        let plaintext = Secret(Array(repeating: 0, count: 16))
        #expect(try secret.encrypt(plaintext) != secret.encrypt(plaintext))
        let first = SharedSecret(Secret(Array(repeating: 7, count: 32)), by: .one)
        #expect(try first.encrypt(plaintext) == first.encrypt(plaintext))
    }

    @Test(arguments: PINProtocol.allCases)
    func lengthsAreChecked(pinProtocol: PINProtocol) throws {
        let secret = SharedSecret(Secret(Array(repeating: 7, count: 32)), by: pinProtocol)
        for count in 0...80 {
            let bytes = Array(repeating: UInt8(1), count: count)
            if count > 0, count.isMultiple(of: 16) {
                #expect(try secret.encrypt(Secret(bytes)).count == count + pinProtocol.encryptionOverhead)
            } else {
                #expect(throws: PINProtocolError.length(count)) { try secret.encrypt(Secret(bytes)) }
            }
            let isCiphertext = count.isMultiple(of: 16) && count > pinProtocol.encryptionOverhead
            if isCiphertext {
                #expect(try secret.decrypt(bytes).count == count - pinProtocol.encryptionOverhead)
            } else {
                #expect(throws: PINProtocolError.length(count)) { try secret.decrypt(bytes) }
            }
        }
    }

    @Test func nothingSecretIsPrinted() throws {
        let secret = SharedSecret(Secret(Array(repeating: 0xAB, count: 32)), by: .two)
        #expect(!"\(secret)".lowercased().contains("ab, ab"))
        #expect(!String(reflecting: secret).contains("171"))
        #expect(!String(reflecting: try PIN(text: Secret(Array("246813".utf8)))).contains("50"))
    }
}
