import CBORTree
import CTAPMessages

extension Parameters {
    /// The identifiers in an allowList or excludeList; descriptors of unknown types are passed over
    /// (WebAuthn Level 2, 5.8.3).
    func credentialIDs(_ key: Key, atMost limit: UInt64?) throws(Refusal) -> [[UInt8]]? {
        guard let items = try list(key) else { return nil }
        if let limit, items.count > limit { throw Refusal(.limitExceeded) }
        var ids: [[UInt8]] = []
        for item in items {
            let descriptor = try Parameters(item)
            let id = try required(descriptor.bytes("id"))
            if try required(descriptor.text("type")) == "public-key" { ids.append(id) }
        }
        return ids
    }

    /// The options of makeCredential and getAssertion; unknown ones are ignored (CTAP 2.1, 6.1.2).
    func options(_ key: Key) throws(Refusal) -> (rk: Bool?, up: Bool?, uv: Bool?) {
        guard let options = try parameters(key) else { return (nil, nil, nil) }
        return (try options.flag("rk"), try options.flag("up"), try options.flag("uv"))
    }
}
