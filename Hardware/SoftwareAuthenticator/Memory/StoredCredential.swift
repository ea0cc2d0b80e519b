import CBORTree
import CTAPMessages
import Crypto
import Octets
import SeededKeys

/// A credential that the authenticator can sign with, stored or just unwrapped from its identifier.
struct StoredCredential {
    let id: [UInt8]
    let rpIDHash: [UInt8]
    let algorithm: COSEAlgorithm
    let privateKey: Secret
    /// credProtect's level, 1 to 3 (CTAP 2.1, 12.1).
    let protection: UInt64
    /// What a discoverable credential remembers besides; `nil` for one that lives in its identifier.
    var account: Account?

    struct Account {
        let rpID: String
        var userID: [UInt8]
        var name: String?
        var displayName: String?
        var blob: [UInt8]?
        var largeBlobKey: [UInt8]?
    }

    /// The COSE_Key in canonical form (RFC 9053, 7.1 and 7.2).
    var publicKey: CBORItem {
        switch algorithm {
        case .edDSA:
            let point = privateKey.withBytes { bytes in
                (try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes))
                    .map {
                        Array($0.publicKey.rawRepresentation)
                    }
            }
            return [1: 1, 3: -8, -1: 6, -2: .bytes(point ?? [])]
        default:
            let key = SeededSigningKey(rawRepresentation: privateKey)
            return [1: 2, 3: -7, -1: 1, -2: .bytes(key?.x ?? []), -3: .bytes(key?.y ?? [])]
        }
    }

    func sign(_ message: [UInt8]) -> [UInt8] {
        switch algorithm {
        case .edDSA:
            privateKey.withBytes { bytes in
                let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
                return (try? key?.signature(for: message)).map(Array.init) ?? []
            }
        default:
            SeededSigningKey(rawRepresentation: privateKey)?.signature(for: message) ?? []
        }
    }

    /// CredRandomWithUV or CredRandomWithoutUV (CTAP 2.1, 12.5), derived instead of stored.
    func hmacSecret(of salt: [UInt8], isVerified: Bool) -> [UInt8] {
        let label = Array("hmac-secret \(isVerified ? "with" : "without") verification".utf8)
        let random = privateKey.withBytes {
            HMAC<SHA256>.authenticationCode(for: label, using: SymmetricKey(data: $0))
        }
        return Array(HMAC<SHA256>.authenticationCode(for: salt, using: SymmetricKey(data: Array(random))))
    }

    /// The user as assertions and credential management give it away (CTAP 2.1, 6.2.2).
    func user(withNames: Bool) -> CBORItem? {
        guard let account else { return nil }
        var members: [(CBORItem, CBORItem)] = [("id", .bytes(account.userID))]
        if withNames {
            if let name = account.name { members.append(("name", .text(name))) }
            if let name = account.displayName { members.append(("displayName", .text(name))) }
        }
        return CBORItem.sortedMap(members)
    }

    var descriptor: CBORItem { CBORItem.sortedMap([("id", .bytes(id)), ("type", "public-key")]) }
}
