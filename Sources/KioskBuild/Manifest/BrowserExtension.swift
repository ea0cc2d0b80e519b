package import StrictYAML

/// A browser extension that is installed or forced.
package struct BrowserExtension: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case id, name, version
    }

    package let id: Located<String>
    package let name: Located<String>?
    package let version: Located<Version>?

    init?(reading value: YAMLValue, of product: Browser.Product?) {
        guard let keys = value.mapping(Key.self) else { return nil }
        name = keys[.name]?.string()
        version = keys[.version]?.version()
        let id = keys.required(.id)
        let isChromium = product == .edge || product == .chrome
        guard let id = isChromium ? id?.string(as: Self.form, Self.chromiumID) : id?.string() else { return nil }
        self.id = id
    }

    private static let form = "an extension id of 32 letters from a to p"

    private static func chromiumID(_ text: String) -> String? {
        text.utf8.count == 32 && text.utf8.allSatisfy { (0x61...0x70).contains($0) } ? text : nil
    }
}
