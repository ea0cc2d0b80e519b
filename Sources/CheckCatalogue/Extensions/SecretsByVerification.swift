import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let secretsByVerification = Self(
        "ex.hmac-uv",
        "one salt gives a verified user another secret than one who is only there",
        clause: .ctap("12.5"),
        danger: .d2,
        needs: [.ctap2, .extensionNamed("hmac-secret"), .pin],
        leaves: .forgottenCredential,
        using: .tokens,
        tags: [.touch, .pin, .masked],
        because: "A disk that opens for the PIN alone must not open for whoever has found the key."
    ) { key throws(CheckEnd) in
        if try key.information()[option: "alwaysUv"] == true {
            throw .notApplicable("the key does nothing without verification")
        }
        let credential = try await key.makeVerified(key.creation().with(.member(0x06), ["hmac-secret": true]))
        let salt = key.context.bytes("salt")
        let plain = try await key.secret(salt, by: credential, isVerified: false)
        let verified = try await key.secret(salt, by: credential, isVerified: true)
        let again = try await key.secret(salt, by: credential, isVerified: true)
        try demand(plain.count == 32 && verified.count == 32, "a salt gives \(plain.count) and \(verified.count) bytes")
        try demand(plain != verified, "both get the same secret")
        try demand(again == verified, "a verified user gets another secret the second time")
    }
}

extension KeyUnderTest {
    fileprivate func secret(
        _ salt: [UInt8],
        by credential: MadeCredential,
        isVerified: Bool
    ) async throws(CheckEnd) -> [UInt8] {
        let token = isVerified ? try await token(.getAssertion, rpID: credential.rpID) : nil
        let secrets = try HMACSecretCall(salt, with: self)
        var call = secrets.assertion(by: credential, with: self)
        if let token { call = call.authorized(by: token) }
        let reply = try self.call(call, touch: .asked)
        try requirePerson(reply)
        return try secrets.secrets(in: try MadeAssertion(reply))
    }
}
