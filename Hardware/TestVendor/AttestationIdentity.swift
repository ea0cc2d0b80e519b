package import SeededKeys

/// What an authenticator attests with: a key, and the certificates that vouch for it.
package struct AttestationIdentity: Sendable {
    package let key: SeededSigningKey
    /// In DER, the key's own first, without the root.
    package let chain: [[UInt8]]

    package init(key: SeededSigningKey, chain: [[UInt8]]) {
        self.key = key
        self.chain = chain
    }
}
