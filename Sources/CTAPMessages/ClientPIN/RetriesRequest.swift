import CBORTree

/// A request for the PIN or UV retries: it reads a counter and spends nothing (CTAP 2.1, 6.5.5.2 and 6.5.5.3).
package struct RetriesRequest: Hashable, Sendable {
    package enum Counter: Hashable, Sendable, CaseIterable {
        case pin
        case uv

        package var subCommand: ClientPINSubCommand {
            switch self {
            case .pin: .getPINRetries
            case .uv: .getUVRetries
            }
        }
    }

    package let counter: Counter
    /// CTAP 2.0 demands it although nothing is encrypted; CTAP 2.1 lets it go.
    package let pinUvAuthProtocol: UInt64?

    package init(_ counter: Counter, pinUvAuthProtocol: UInt64? = 1) {
        self.counter = counter
        self.pinUvAuthProtocol = pinUvAuthProtocol
    }

    /// The CTAP2 request, command byte first.
    package func encoded() -> [UInt8] {
        var members: [(CBORItem, CBORItem)] = []
        if let pinUvAuthProtocol { members.append((0x01, .int(pinUvAuthProtocol))) }
        members.append((0x02, .int(counter.subCommand.rawValue)))
        return [CTAPCommand.clientPIN.rawValue] + CBORItem.sortedMap(members).encoded()
    }
}
