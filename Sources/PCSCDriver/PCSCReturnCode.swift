import CPCSCLite
package import DeviceTransport

/// What a PC/SC call returned.
package struct PCSCReturnCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// pcsc-lite's `LONG` has 64 bits here, its codes have 32.
    init(_ returned: LONG) { rawValue = UInt32(truncatingIfNeeded: returned) }

    package static let success = Self(rawValue: 0)
    static let cancelled = Self(SCARD_E_CANCELLED)
    static let unknownReader = Self(SCARD_E_UNKNOWN_READER)
    static let timeout = Self(SCARD_E_TIMEOUT)
    static let noSmartcard = Self(SCARD_E_NO_SMARTCARD)
    static let notTransacted = Self(SCARD_E_NOT_TRANSACTED)
    static let noService = Self(SCARD_E_NO_SERVICE)
    static let noReadersAvailable = Self(SCARD_E_NO_READERS_AVAILABLE)

    /// The name in `pcsclite.h`, when it has one.
    package var name: String? { Self.known[self]?.name }

    /// Which kind of trouble it is.
    package var kind: TransportError.Code { Self.known[self]?.kind ?? .unclassified }

    package var description: String { TransportError.Original(self).description }

    /// The error that this return value is.
    package func error(
        _ operation: String,
        subject: String? = nil,
        kind: TransportError.Code? = nil,
        detail: String? = nil
    ) -> TransportError {
        TransportError(
            kind ?? self.kind,
            operation: operation,
            subject: subject,
            original: TransportError.Original(self),
            detail: detail
        )
    }

    func check(_ operation: String, subject: String? = nil) throws(TransportError) {
        guard self == .success else { throw error(operation, subject: subject) }
    }
}

extension TransportError.Original {
    fileprivate init(_ code: PCSCReturnCode) {
        self.init(source: "pcsc-lite", number: Int(code.rawValue), name: code.name)
    }
}
