/// What a relying party asks of a key when a credential is to be used (CTAP 2.1, 6.2).
package struct AssertionRequest: Hashable, Sendable {
    package var rpID: String
    /// SHA-256 of the client data, 32 bytes.
    package var clientDataHash: [UInt8]
    /// Ids of credentials that may be used; none means that the key looks for discoverable ones.
    package var allowedCredentials: [[UInt8]]
    /// Whether a touch is asked for (option `up`).
    package var asksForUserPresence = true
    /// Whether the option `up` is sent where a touch is asked for, which is what keys do without it.
    package var statesUserPresence = false
    /// Whether the option `uv` is sent.
    package var asksForUserVerification = false
    /// One or two salts of 32 bytes for hmac-secret (CTAP 2.1, 12.5); what comes of them is the library's and not given out.
    package var hmacSalts: [UInt8]?

    package init(rpID: String, clientDataHash: [UInt8], allowedCredentials: [[UInt8]] = []) {
        self.rpID = rpID
        self.clientDataHash = clientDataHash
        self.allowedCredentials = allowedCredentials
    }
}

/// One assertion of a key.
package struct Assertion: Hashable, Sendable {
    package let credentialID: [UInt8]
    package let authenticatorData: [UInt8]
    package let signature: [UInt8]
    package let userID: [UInt8]

    package init(credentialID: [UInt8], authenticatorData: [UInt8], signature: [UInt8], userID: [UInt8]) {
        self.credentialID = credentialID
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.userID = userID
    }
}

/// What a key answers when a credential is used: all of its assertions, with the answers as they came.
package struct AssertionAnswer: Hashable, Sendable {
    package let assertions: [Assertion]
    /// The answers to authenticatorGetAssertion and -GetNextAssertion without their status bytes.
    package let responses: [[UInt8]]

    package init(assertions: [Assertion], responses: [[UInt8]]) {
        self.assertions = assertions
        self.responses = responses
    }
}
