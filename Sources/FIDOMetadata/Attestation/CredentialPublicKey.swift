package import CBORTree
import Crypto
import CryptoExtras
package import CTAPMessages
import SwiftASN1
import X509

/// The public key of a credential as the authenticator wrote it (COSE, RFC 9052, 7; WebAuthn L3, 6.5.1.1).
package struct CredentialPublicKey: Sendable {
    /// The COSE key with every member, known or not.
    package let item: CBORItem
    package let algorithm: COSEAlgorithm?

    package init(_ item: CBORItem) {
        self.item = item
        algorithm = item[3]?.integer.map(COSEAlgorithm.init(rawValue:))
    }

    /// Coordinates of a key on a curve, as long as the curve's field.
    var coordinates: (curve: Int64, x: [UInt8], y: [UInt8])? {
        guard item[1]?.integer == 2, let curve = item[-1]?.integer, let x = item[-2]?.bytes, let y = item[-3]?.bytes
        else { return nil }
        return (curve, x, y)
    }

    /// Modulus and exponent of an RSA key.
    var rsa: (modulus: [UInt8], exponent: [UInt8])? {
        guard item[1]?.integer == 3, let modulus = item[-1]?.bytes, let exponent = item[-2]?.bytes else { return nil }
        return (modulus, exponent)
    }

    /// The key in X.509's terms; `nil` when it is of no kind that can be verified with, or no valid key.
    var publicKey: Certificate.PublicKey? {
        if let (curve, x, y) = coordinates {
            let point = [0x04] + x + y
            switch curve {
            case 1: return (try? P256.Signing.PublicKey(x963Representation: point)).map { Certificate.PublicKey($0) }
            case 2: return (try? P384.Signing.PublicKey(x963Representation: point)).map { Certificate.PublicKey($0) }
            case 3: return (try? P521.Signing.PublicKey(x963Representation: point)).map { Certificate.PublicKey($0) }
            default: return nil
            }
        }
        if let (modulus, exponent) = rsa {
            return (try? _RSA.Signing.PublicKey(n: modulus, e: exponent)).map { Certificate.PublicKey($0) }
        }
        guard item[1]?.integer == 1, item[-1]?.integer == 6, let x = item[-2]?.bytes else { return nil }
        return (try? Curve25519.Signing.PublicKey(rawRepresentation: x)).map { Certificate.PublicKey($0) }
    }
}
