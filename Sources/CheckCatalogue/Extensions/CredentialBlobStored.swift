import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let credentialBlobStored = Self(
        "ex.credblob-stored",
        "a blob that is stored with a credential comes back as it was",
        clause: .ctap("12.2"),
        danger: .d2,
        needs: [.ctap21, .extensionNamed("credBlob"), .storage, .pin],
        leaves: .undone,
        using: .tokens,
        tags: [.touch, .pin],
        because: "What a relying party puts there is there for the day on which it has lost it."
    ) { key throws(CheckEnd) in
        let limit = Int(clamping: try key.information().maxCredBlobLength ?? 32)
        let blob = key.context.bytes("blob", count: min(max(limit, 1), 64))
        let credential = try await key.store(with: [("credBlob", .bytes(blob))])
        try demand(credential.output("credBlob")?.bool == true, "the key does not say that it keeps the blob")
        let token = try await key.token(.getAssertion, rpID: key.rpID)
        let call = key.assertion(by: credential, touch: false).with(.member(0x04), ["credBlob": true])
            .authorized(by: token)
        let output = try MadeAssertion(try key.call(call)).extensions?["credBlob"]?.bytes
        try demand(output == blob, output == nil ? "the answer has no blob" : "the blob is another one")
    }
}
