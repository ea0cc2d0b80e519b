import CPCSCLite
import DeviceTransport

extension PCSCReturnCode {
    /// pcsc-lite's `LONG` has 64 bits here, its codes have 32.
    init(_ returned: LONG) { self.init(rawValue: UInt32(truncatingIfNeeded: returned)) }

    static let cancelled = Self(SCARD_E_CANCELLED)
    static let unknownReader = Self(SCARD_E_UNKNOWN_READER)
    static let timeout = Self(SCARD_E_TIMEOUT)
    static let noSmartcard = Self(SCARD_E_NO_SMARTCARD)
    static let notTransacted = Self(SCARD_E_NOT_TRANSACTED)
    static let noService = Self(SCARD_E_NO_SERVICE)
    static let noReadersAvailable = Self(SCARD_E_NO_READERS_AVAILABLE)

    func check(_ operation: String, subject: String? = nil) throws(TransportError) {
        guard self == .success else { throw error(operation, subject: subject) }
    }
}
