package import CBORTree
package import CTAPMessages
import Octets

/// What the authenticator signs about itself and the credential (WebAuthn L3, 6.1).
package struct AuthenticatorData: Sendable {
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let userPresent = Self(rawValue: 0x01)
        package static let userVerified = Self(rawValue: 0x04)
        package static let backupEligible = Self(rawValue: 0x08)
        package static let backedUp = Self(rawValue: 0x10)
        package static let attestedCredentialData = Self(rawValue: 0x40)
        package static let extensions = Self(rawValue: 0x80)
    }

    /// Where the bytes end to make sense.
    package struct ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// The bytes as they were signed.
    package let bytes: [UInt8]
    package let rpIDHash: [UInt8]
    package let flags: Flags
    package let signatureCounter: UInt32
    package let aaguid: AAGUID
    package let credentialID: [UInt8]
    package let publicKey: CredentialPublicKey
    package let extensions: CBORItem?

    /// Reads authenticator data that has a credential in it, as a registration always does.
    ///
    /// - Throws: ``ParsingError`` when a part is missing, is longer than it may be, or something is left over.
    package init(parsing bytes: [UInt8]) throws(ParsingError) {
        self.bytes = bytes
        var reader = ByteReader(bytes)
        do {
            rpIDHash = try reader.read(32)
            flags = Flags(rawValue: try reader.readByte())
            signatureCounter = UInt32(truncatingIfNeeded: try reader.readBigEndian(4))
            guard flags.contains(.attestedCredentialData) else {
                throw ParsingError(description: "the flags say that no credential is attested")
            }
            guard let aaguid = AAGUID(bytes: try reader.read(16)) else {
                throw ParsingError(description: "no AAGUID")
            }
            self.aaguid = aaguid
            let length = Int(try reader.readBigEndian(2))
            guard length <= 1023 else {
                throw ParsingError(description: "a credential id of \(length) bytes; at most 1023 are allowed")
            }
            credentialID = try reader.read(length)
            publicKey = CredentialPublicKey(try CBORItem(reading: &reader))
            extensions = flags.contains(.extensions) ? try CBORItem(reading: &reader) : nil
        } catch let error as ParsingError {
            throw error
        } catch {
            throw ParsingError(description: "\(error)")
        }
        guard reader.isAtEnd else {
            throw ParsingError(description: "\(reader.remaining) bytes follow the authenticator data")
        }
    }
}
