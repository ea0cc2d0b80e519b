package import StrictYAML

/// A model of security key, as far as its certification level depends on it.
package struct SecurityKeyModel: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case name, aaguid, firmware
    }

    package let name: Located<String>
    package let aaguid: Located<String>?
    package let firmware: Located<Version>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        aaguid = keys[.aaguid]?.aaguid()
        firmware = keys[.firmware]?.version()
        guard let name = keys.required(.name)?.string() else { return nil }
        self.name = name
    }
}
