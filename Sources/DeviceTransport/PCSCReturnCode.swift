/// What a PC/SC call returned.
///
/// Here and not in the driver, since logs of other programs name the same codes where there is no libpcsclite.
package struct PCSCReturnCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let success = Self(rawValue: 0)

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
}

extension TransportError.Original {
    fileprivate init(_ code: PCSCReturnCode) {
        self.init(source: "pcsc-lite", number: Int(code.rawValue), name: code.name)
    }
}
