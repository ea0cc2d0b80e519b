import Checks
import Crypto
import ISO7816
import Octets

/// The answer to U2F_REGISTER taken apart (U2F Raw Message Formats 1.2, 4.3).
struct U2FRegistration {
    let application: [UInt8]
    let publicKey: P256.Signing.PublicKey
    let handle: [UInt8]
    /// Both in DER.
    let certificate: [UInt8]
    let signature: [UInt8]

    init(_ bytes: [UInt8], application: [UInt8]) throws(CheckEnd) {
        self.application = application
        var reader = ByteReader(bytes)
        let point, tail: [UInt8]
        do {
            let reserved = try reader.readByte()
            guard reserved == 0x05 else { throw CheckEnd.failed("the reserved byte is \(reserved), and not 5") }
            point = try reader.read(65)
            handle = try reader.read(Int(try reader.readByte()))
            tail = try reader.read(reader.remaining)
        } catch {
            throw error as? CheckEnd ?? .failed("the answer ends too soon: \(error)")
        }
        do {
            publicKey = try P256.Signing.PublicKey(x963Representation: point)
        } catch {
            throw .failed("the public key is no point on P-256")
        }
        try demand(!handle.isEmpty, "the key handle is empty")
        let parts = (try? BERTLV.sequence(parsing: tail)) ?? []
        try demand(parts.count == 2 && parts[0].tag == 0x30, "no certificate and signature follow the key handle")
        (certificate, signature) = (parts[0].encoded(), parts[1].encoded())
    }

    /// Whether an answer to U2F_AUTHENTICATE is signed by the key (5.4).
    func verifies(_ answer: [UInt8], challenge: [UInt8]) -> Bool {
        guard answer.count > 5,
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: Array(answer.dropFirst(5)))
        else { return false }
        return publicKey.isValidSignature(signature, for: application + answer.prefix(5) + challenge)
    }
}
