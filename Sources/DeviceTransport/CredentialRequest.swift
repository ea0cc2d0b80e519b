package import CTAPMessages

/// What a relying party asks of a key when it registers a credential (CTAP 2.1, 6.1).
///
/// Attestation is always asked for directly: the library passes on whatever the key sends.
package struct CredentialRequest: Hashable, Sendable {
    package struct User: Hashable, Sendable {
        /// The user handle: 1 to 64 bytes.
        package var id: [UInt8]
        package var name: String
        package var displayName: String?

        package init(id: [UInt8], name: String, displayName: String? = nil) {
            self.id = id
            self.name = name
            self.displayName = displayName
        }
    }

    /// Properties that extensions give the credential (CTAP 2.1, 12).
    package struct Extensions: Hashable, Sendable {
        package var hmacSecret = false
        package var largeBlobKey = false
        package var minPINLength = false
        /// The level of credProtect, 1 to 3.
        package var credentialProtection: Int?

        package init() {}
    }

    package var rpID: String
    package var rpName: String?
    package var user: User
    /// SHA-256 of the client data, 32 bytes.
    package var clientDataHash: [UInt8]
    /// One, as libfido2 asks for one.
    package var algorithm: COSEAlgorithm
    /// Whether the key is to keep the credential.
    package var isDiscoverable = false
    /// Whether the option `uv` is sent: the key's own verification, a finger for instance.
    package var asksForUserVerification = false
    package var extensions = Extensions()
    /// Ids of credentials of which the key must have none.
    package var excludedCredentials: [[UInt8]] = []

    package init(
        rpID: String,
        rpName: String? = nil,
        user: User,
        clientDataHash: [UInt8],
        algorithm: COSEAlgorithm = .es256
    ) {
        self.rpID = rpID
        self.rpName = rpName
        self.user = user
        self.clientDataHash = clientDataHash
        self.algorithm = algorithm
    }
}

/// What a key answers to a registration.
package struct CredentialAnswer: Hashable, Sendable {
    /// The answer to authenticatorMakeCredential without its status byte, as it came (CTAP 2.1, 6.1.2).
    ///
    /// For a key of U2F the library makes such an answer of the registration message (CTAP 2.1, 7.1.5).
    package let response: [UInt8]
    /// Where the client library reads the same answer otherwise, a clause each.
    package let disagreements: [String]

    package init(response: [UInt8], disagreements: [String] = []) {
        self.response = response
        self.disagreements = disagreements
    }
}
