import CBORTree
import Crypto
import CTAPMessages
import X509

extension StatementInput {
    /// FIDO U2F attestation (WebAuthn L3, 8.6).
    func readU2F() -> StatementReading {
        var reading = StatementReading()
        reading.kind = .basic
        reading.readCertificates(object.statement, .fidoU2F)
        let count = object.statement["x5c"]?.elements?.count ?? 0
        reading.require(count <= 1, .syntax(.fidoU2F), "\(count) certificates, and exactly one is allowed")
        if let leaf = reading.certificates.first {
            reading.require(
                P256.Signing.PublicKey(leaf.publicKey) != nil,
                .certificates(.fidoU2F),
                "the certificate's key is \(leaf.publicKey), and not one on P-256"
            )
        }
        // The procedure reads the coordinates and not the curve, and one widespread client never wrote a curve.
        let item = data.publicKey.item
        guard let x = item[-2]?.bytes, let y = item[-3]?.bytes, x.count == 32, y.count == 32,
            item[-1]?.integer ?? 1 == 1
        else {
            reading.fail(.credentialKey(.fidoU2F), "the credential key is not one on P-256")
            return reading
        }
        let message = [0x00] + data.rpIDHash + clientDataHash + data.credentialID + [0x04] + x + y
        reading.requireSignature(object.statement, over: message, .fidoU2F, with: .es256)
        return reading
    }
}
