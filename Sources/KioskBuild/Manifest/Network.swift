package import StrictYAML

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
