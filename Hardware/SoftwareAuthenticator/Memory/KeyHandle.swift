import CTAPMessages
import Crypto
import Octets

/// Credentials inside their identifiers: encrypted under the authenticator's own key, bound to the relying party.
enum KeyHandle {
    /// Makes the identifier of a new credential.
    static func wrap(
        _ privateKey: Secret,
        algorithm: COSEAlgorithm,
        protection: UInt64,
        rpIDHash: [UInt8],
        under masterKey: Secret,
        nonce: [UInt8]
    ) -> [UInt8] {
        let plaintext =
            [UInt8(truncatingIfNeeded: algorithm.rawValue), UInt8(protection)] + privateKey.withBytes { $0 }
        let box = masterKey.withBytes { key in
            try? AES.GCM.seal(
                plaintext,
                using: SymmetricKey(data: key),
                nonce: AES.GCM.Nonce(data: nonce),
                authenticating: rpIDHash
            )
        }
        return box?.combined.map(Array.init) ?? []
    }

    /// The credential in an identifier; `nil` when this authenticator did not make it for this relying party.
    static func unwrap(_ id: [UInt8], rpIDHash: [UInt8], under masterKey: Secret) -> StoredCredential? {
        let plaintext = masterKey.withBytes { key in
            (try? AES.GCM.SealedBox(combined: id))
                .flatMap {
                    try? AES.GCM.open($0, using: SymmetricKey(data: key), authenticating: rpIDHash)
                }
        }
        guard let bytes = plaintext.map(Array.init), bytes.count == 34 else { return nil }
        return StoredCredential(
            id: id,
            rpIDHash: rpIDHash,
            algorithm: COSEAlgorithm(rawValue: Int64(Int8(bitPattern: bytes[0]))),
            privateKey: Secret(Array(bytes[2...])),
            protection: UInt64(bytes[1]),
            account: nil
        )
    }
}
