import CBORTree

extension CTAPDangerTable {
    static let makeCredential = DangerRule(
        "authenticatorMakeCredential",
        .d1,
        because: "waits for a touch; the key keeps nothing of the credential"
    )
    static let makeCredentialStored = DangerRule(
        "authenticatorMakeCredential",
        when: "option rk, for a relying party of the checks",
        .d2,
        because: "stores a credential of nobody's, which has to be deleted again"
    )
    static let makeCredentialStoredForOthers = DangerRule(
        "authenticatorMakeCredential",
        when: "option rk, for any other relying party",
        .d4,
        because: "takes the place of the credential that its user has there"
    )
    static let makeCredentialExtended = DangerRule(
        "authenticatorMakeCredential",
        when: "extension not listed below",
        .d2,
        because: "the extension may store something with the credential"
    )
    static let makeCredentialAuthorized = DangerRule(
        "authenticatorMakeCredential",
        when: "pinUvAuthParam not empty",
        .d2,
        because: "a wrong parameter counts towards the block that only unplugging ends on some keys"
    )
    static let makeCredentialVerified = DangerRule(
        "authenticatorMakeCredential",
        when: "option uv",
        .d3,
        because: "a finger that is not recognised spends a UV try"
    )
    static let getAssertion = DangerRule("authenticatorGetAssertion", .d1, because: "waits for a touch")
    static let getAssertionSilent = DangerRule(
        "authenticatorGetAssertion",
        when: "option up off",
        .d0,
        because: "asks for no touch; at most the signature counter goes on, as relying parties expect"
    )
    static let getAssertionExtended = DangerRule(
        "authenticatorGetAssertion",
        when: "extension not listed below",
        .d4,
        because: "the extension may write, as largeBlob does, over what others keep"
    )
    static let getAssertionAuthorized = DangerRule(
        "authenticatorGetAssertion",
        when: "pinUvAuthParam not empty",
        .d2,
        because: "a wrong parameter counts towards the block that only unplugging ends on some keys"
    )
    static let getAssertionVerified = DangerRule(
        "authenticatorGetAssertion",
        when: "option uv",
        .d3,
        because: "a finger that is not recognised spends a UV try"
    )

    static let ceremonies = [
        makeCredential, makeCredentialStored, makeCredentialStoredForOthers, makeCredentialExtended,
        makeCredentialAuthorized, makeCredentialVerified, getAssertionSilent, getAssertion, getAssertionExtended,
        getAssertionAuthorized,
        getAssertionVerified,
    ]

    /// Extensions that read, or set a property of a credential that would be made anyway (CTAP 2.1, 12).
    package static let harmlessExtensions: Set<String> = [
        "credBlob", "credProtect", "hmac-secret", "hmac-secret-mc", "largeBlobKey", "minPinLength",
        "pinComplexityPolicy", "thirdPartyPayment", "uvm",
    ]

    static func makeCredential(_ parameters: CTAPParameters) -> DangerRule {
        let isStored = parameters.option("rk", in: 0x07) == .on
        let rpID = parameters.item(0x02)?["id"]?.text
        if isStored, !(rpID.map(CheckedParty.contains) ?? false) { return makeCredentialStoredForOthers }
        if parameters.option("uv", in: 0x07) == .on { return makeCredentialVerified }
        if parameters.isFilled(0x08) { return makeCredentialAuthorized }
        if isStored { return makeCredentialStored }
        return parameters.hasOnlyExtensions(harmlessExtensions, in: 0x06) ? makeCredential : makeCredentialExtended
    }

    static func getAssertion(_ parameters: CTAPParameters) -> DangerRule {
        guard parameters.hasOnlyExtensions(harmlessExtensions, in: 0x04) else { return getAssertionExtended }
        if parameters.option("uv", in: 0x05) == .on { return getAssertionVerified }
        if parameters.isFilled(0x06) { return getAssertionAuthorized }
        return parameters.option("up", in: 0x05) == .off ? getAssertionSilent : getAssertion
    }
}
