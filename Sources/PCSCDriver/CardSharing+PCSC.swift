import CPCSCLite
import DeviceTransport

extension CardSharing {
    /// The mode's `SCARD_SHARE_…` number.
    var mode: DWORD {
        switch self {
        case .shared: DWORD(SCARD_SHARE_SHARED)
        case .exclusive: DWORD(SCARD_SHARE_EXCLUSIVE)
        case .direct: DWORD(SCARD_SHARE_DIRECT)
        }
    }
}
