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

/// The network that the build stands on.
package struct Network: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case connection, reachable, proxy
        case tlsInspection = "tls-inspection"
        case clockOffset = "clock-offset-seconds"
    }

    package enum Connection: String, CaseIterable, Sendable {
        case hscn, internet
    }

    package enum Proxy: String, CaseIterable, Sendable {
        case none, explicit, transparent
    }

    package let connection: Located<Connection>?
    /// Host names that were reached from the build.
    package let reachable: [Located<String>]?
    package let proxy: Located<Proxy>?
    package let tlsInspection: Located<Bool>?
    package let clockOffset: Located<Int>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        connection = keys[.connection]?.word(Connection.self)
        reachable = keys[.reachable]?.list { $0.string(as: "a host name without scheme or path", Self.hostName) }
        proxy = keys[.proxy]?.word(Proxy.self)
        tlsInspection = keys[.tlsInspection]?.boolean()
        clockOffset = keys[.clockOffset]?.integer(in: -86_400...86_400)
    }

    private static func hostName(_ text: String) -> String? {
        let labels = text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        let isSound = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        }
        return isSound && labels.count > 1 && text.utf8.count <= 253 ? text.lowercased() : nil
    }
}

/// The card printer, where cards are issued.
package struct Printer: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case model
        case driverVersion = "driver-version"
        case cardIssue = "card-issue"
    }

    package let model: Located<String>
    package let driverVersion: Located<Version>?
    /// Whether cards are printed here at all.
    package let cardIssue: Located<Bool>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        driverVersion = keys[.driverVersion]?.version()
        cardIssue = keys[.cardIssue]?.boolean()
        guard let model = keys.required(.model)?.string() else { return nil }
        self.model = model
    }
}

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
