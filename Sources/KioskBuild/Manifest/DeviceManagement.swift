package import StrictYAML

/// The service that manages the device, and how that is known.
package struct DeviceManagement: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case product, supervised, evidence
    }

    package let product: Located<String>?
    package let supervised: Located<Bool>?
    /// What an auditor can look at: an enrolment record, a profile's name.
    package let evidence: Located<String>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        product = keys[.product]?.string()
        supervised = keys[.supervised]?.boolean()
        evidence = keys[.evidence]?.string()
    }
}
