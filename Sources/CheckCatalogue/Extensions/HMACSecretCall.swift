import CBORTree
import Checks
import CTAPMessages
import Octets
import PINProtocols

/// One request for secrets: the salts encrypted under a key agreed upon with the key (CTAP 2.1, 12.5).
struct HMACSecretCall {
    private let secret: SharedSecret
    private let input: CBORItem

    /// Agrees on a key and encrypts salts under it.
    init(_ salts: [UInt8], with key: KeyUnderTest) throws(CheckEnd) {
        let number = try key.pinProtocols().first ?? 1
        guard let pinProtocol = PINProtocol(rawValue: number) else {
            throw .notApplicable("the key prefers PIN protocol \(number), which is not known here")
        }
        let map = try key.call(.pin(.getKeyAgreement, protocol: number)).map()
        do {
            let agreement = try KeyAgreement(privateKey: Secret(key.context.bytes("agreement")))
            let theirs = try AgreementKey(cose: map[0x01] ?? .null)
            secret = try agreement.sharedSecret(with: theirs, by: pinProtocol)
            let encrypted = try secret.encrypt(
                Secret(salts),
                initializationVector: key.context.bytes("initialization vector", count: 16)
            )
            input = [
                1: agreement.publicKey.cose, 2: .bytes(encrypted), 3: .bytes(secret.authenticate(encrypted)),
                4: .int(number),
            ]
        } catch {
            throw .failed("no key can be agreed upon: \(error)")
        }
    }

    /// The assertion that asks for them.
    func assertion(by credential: MadeCredential, with key: KeyUnderTest) -> CTAPCall {
        key.assertion(by: credential).with(.member(0x04), ["hmac-secret": input])
    }

    /// The secrets in an answer, 32 bytes for each salt.
    func secrets(in assertion: MadeAssertion) throws(CheckEnd) -> [UInt8] {
        let output = try demand(assertion.extensions?["hmac-secret"]?.bytes, "the answer has no output of hmac-secret")
        guard let bytes = try? secret.decrypt(output) else { throw .failed("the output cannot be decrypted") }
        return bytes.withBytes { $0 }
    }
}
