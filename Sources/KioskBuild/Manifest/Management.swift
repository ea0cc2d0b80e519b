package import StrictYAML

/// Who manages the device.
package struct Management: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case mdm, domain
    }

    package enum Domain: String, CaseIterable, Sendable {
        case workgroup
        case activeDirectory = "active-directory"
        case entra, hybrid
    }

    package let mdm: Located<Presence<DeviceManagement>>?
    package let domain: Located<Domain>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        mdm = keys[.mdm]?.presence(DeviceManagement.init(reading:))
        domain = keys[.domain]?.word(Domain.self)
    }
}
