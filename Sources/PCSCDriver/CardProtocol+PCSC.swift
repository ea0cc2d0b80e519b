import CPCSCLite
import ISO7816

extension CardProtocol {
    /// The protocol's `SCARD_PROTOCOL_…` bit.
    var pcscValue: DWORD {
        switch self {
        case .t0: DWORD(SCARD_PROTOCOL_T0)
        case .t1: DWORD(SCARD_PROTOCOL_T1)
        case .raw: DWORD(SCARD_PROTOCOL_RAW)
        }
    }

    /// Nothing for `SCARD_PROTOCOL_UNDEFINED` and for T=15, which carries no APDUs.
    init?(pcscValue: DWORD) {
        guard let match = Self.allCases.first(where: { $0.pcscValue == pcscValue }) else { return nil }
        self = match
    }
}
