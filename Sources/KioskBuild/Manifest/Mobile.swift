package import StrictYAML

/// What the iPad app asks of its device besides being managed.
package struct Mobile: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case oneDevicePerPerson = "one-device-per-person"
    }

    package let oneDevicePerPerson: Located<Bool>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        oneDevicePerPerson = keys[.oneDevicePerPerson]?.boolean()
    }
}
