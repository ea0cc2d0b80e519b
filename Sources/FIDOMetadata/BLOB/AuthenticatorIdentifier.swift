package import CTAPMessages
import Octets

/// What a metadata entry is about.
package enum AuthenticatorIdentifier: Hashable, Sendable, CustomStringConvertible {
    /// A FIDO2 model.
    case aaguid(AAGUID)
    /// A UAF model: vendor and model, `4e4e#400a`.
    case aaid(String)
    /// A U2F model by one of its attestation keys: SHA-1 of the public key (RFC 5280, 4.2.1.2, method 1).
    case keyIdentifier([UInt8])

    package var description: String {
        switch self {
        case .aaguid(let aaguid): aaguid.description
        case .aaid(let aaid): aaid
        case .keyIdentifier(let bytes): Hex.encode(bytes)
        }
    }

    /// Reads what ``description`` writes, an AAGUID without its hyphens as well.
    package init?(_ text: String) {
        if let aaguid = AAGUID(text: text) {
            self = .aaguid(aaguid)
        } else if Self.isAAID(text) {
            self = .aaid(text.lowercased())
        } else if text.utf8.count == 40, let bytes = try? Hex.decode(text) {
            self = .keyIdentifier(bytes)
        } else {
            return nil
        }
    }

    /// Four hexadecimal digits each for vendor and model (FIDO UAF 1.2, AAID).
    static func isAAID(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                part.count == 4 && part.allSatisfy { JSONStringScan.hexDigit($0) != nil }
            }
    }
}
