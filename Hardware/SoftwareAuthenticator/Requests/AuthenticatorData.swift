import CBORTree
import CTAPMessages

/// The bytes that an authenticator signs (WebAuthn Level 2, 6.1).
struct AuthenticatorData {
    struct Flags: OptionSet {
        let rawValue: UInt8

        static let userPresent = Self(rawValue: 0x01)
        static let userVerified = Self(rawValue: 0x04)
        static let attestedCredential = Self(rawValue: 0x40)
        static let extensions = Self(rawValue: 0x80)
    }

    var rpIDHash: [UInt8]
    var flags: Flags
    var counter: UInt32
    var credential: (aaguid: [UInt8], id: [UInt8], publicKey: CBORItem)?
    var extensions: [(CBORItem, CBORItem)] = []

    var encoded: [UInt8] {
        var flags = flags
        var bytes: [UInt8] = []
        if let credential {
            flags.insert(.attestedCredential)
            let count = credential.id.count
            bytes += credential.aaguid + [UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)] + credential.id
            bytes += credential.publicKey.encoded()
        }
        if !extensions.isEmpty {
            flags.insert(.extensions)
            bytes += CBORItem.sortedMap(extensions).encoded()
        }
        return rpIDHash + [flags.rawValue] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> $0) } + bytes
    }
}
