package import StrictYAML

/// Where the operating system runs; card management works on a physical device only.
package struct Virtualisation: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case kind, product
    }

    package enum Kind: String, CaseIterable, Sendable {
        case physical, vdi, citrix
        case terminalServices = "terminal-services"
        case cloudPC = "cloud-pc"
    }

    package let kind: Located<Kind>
    package let product: Located<String>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        product = keys[.product]?.string()
        guard let kind = keys.required(.kind)?.word(Kind.self) else { return nil }
        self.kind = kind
    }
}
