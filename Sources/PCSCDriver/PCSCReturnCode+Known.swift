import DeviceTransport

extension PCSCReturnCode {
    /// Every code of `pcsclite.h` 1.9.9, with the kind of trouble that it means on a bench.
    ///
    /// Many are Windows' own and never come from pcsc-lite; they are named so that none is ever just a number.
    static let known: [Self: (name: String, kind: TransportError.Code)] = [
        Self(rawValue: 0x0000_0000): ("SCARD_S_SUCCESS", .unclassified),
        Self(rawValue: 0x8010_0001): ("SCARD_F_INTERNAL_ERROR", .unclassified),
        Self(rawValue: 0x8010_0002): ("SCARD_E_CANCELLED", .cancelled),
        Self(rawValue: 0x8010_0003): ("SCARD_E_INVALID_HANDLE", .unclassified),
        Self(rawValue: 0x8010_0004): ("SCARD_E_INVALID_PARAMETER", .unclassified),
        Self(rawValue: 0x8010_0005): ("SCARD_E_INVALID_TARGET", .unclassified),
        Self(rawValue: 0x8010_0006): ("SCARD_E_NO_MEMORY", .unclassified),
        Self(rawValue: 0x8010_0007): ("SCARD_F_WAITED_TOO_LONG", .deadlineExceeded),
        // Our buffers hold the longest answer that there is, so a longer one is no answer.
        Self(rawValue: 0x8010_0008): ("SCARD_E_INSUFFICIENT_BUFFER", .malformed),
        Self(rawValue: 0x8010_0009): ("SCARD_E_UNKNOWN_READER", .noSuchDevice),
        Self(rawValue: 0x8010_000A): ("SCARD_E_TIMEOUT", .deadlineExceeded),
        Self(rawValue: 0x8010_000B): ("SCARD_E_SHARING_VIOLATION", .heldByAnother),
        Self(rawValue: 0x8010_000C): ("SCARD_E_NO_SMARTCARD", .noCard),
        Self(rawValue: 0x8010_000D): ("SCARD_E_UNKNOWN_CARD", .unclassified),
        Self(rawValue: 0x8010_000E): ("SCARD_E_CANT_DISPOSE", .inputOutput),
        Self(rawValue: 0x8010_000F): ("SCARD_E_PROTO_MISMATCH", .protocolMismatch),
        Self(rawValue: 0x8010_0010): ("SCARD_E_NOT_READY", .inputOutput),
        Self(rawValue: 0x8010_0011): ("SCARD_E_INVALID_VALUE", .unclassified),
        Self(rawValue: 0x8010_0012): ("SCARD_E_SYSTEM_CANCELLED", .cancelled),
        // The client library's word for a broken socket: the daemon died under the call.
        Self(rawValue: 0x8010_0013): ("SCARD_F_COMM_ERROR", .serviceUnavailable),
        Self(rawValue: 0x8010_0014): ("SCARD_F_UNKNOWN_ERROR", .unclassified),
        Self(rawValue: 0x8010_0015): ("SCARD_E_INVALID_ATR", .malformed),
        // Also what the daemon says when a driver could not carry an exchange.
        Self(rawValue: 0x8010_0016): ("SCARD_E_NOT_TRANSACTED", .inputOutput),
        Self(rawValue: 0x8010_0017): ("SCARD_E_READER_UNAVAILABLE", .deviceRemoved),
        Self(rawValue: 0x8010_0018): ("SCARD_P_SHUTDOWN", .serviceUnavailable),
        Self(rawValue: 0x8010_0019): ("SCARD_E_PCI_TOO_SMALL", .unclassified),
        Self(rawValue: 0x8010_001A): ("SCARD_E_READER_UNSUPPORTED", .unsupported),
        Self(rawValue: 0x8010_001B): ("SCARD_E_DUPLICATE_READER", .unclassified),
        Self(rawValue: 0x8010_001C): ("SCARD_E_CARD_UNSUPPORTED", .unsupported),
        Self(rawValue: 0x8010_001D): ("SCARD_E_NO_SERVICE", .serviceUnavailable),
        Self(rawValue: 0x8010_001E): ("SCARD_E_SERVICE_STOPPED", .serviceUnavailable),
        // One number with two names in pcsc-lite (SCARD_E_UNEXPECTED is the other, and Windows gives the feature
        // 0x80100022); the daemon means this one.
        Self(rawValue: 0x8010_001F): ("SCARD_E_UNSUPPORTED_FEATURE", .unsupported),
        Self(rawValue: 0x8010_0020): ("SCARD_E_ICC_INSTALLATION", .unclassified),
        Self(rawValue: 0x8010_0021): ("SCARD_E_ICC_CREATEORDER", .unclassified),
        Self(rawValue: 0x8010_0023): ("SCARD_E_DIR_NOT_FOUND", .unclassified),
        Self(rawValue: 0x8010_0024): ("SCARD_E_FILE_NOT_FOUND", .unclassified),
        Self(rawValue: 0x8010_0025): ("SCARD_E_NO_DIR", .unclassified),
        Self(rawValue: 0x8010_0026): ("SCARD_E_NO_FILE", .unclassified),
        Self(rawValue: 0x8010_0027): ("SCARD_E_NO_ACCESS", .permissionDenied),
        Self(rawValue: 0x8010_0028): ("SCARD_E_WRITE_TOO_MANY", .unclassified),
        Self(rawValue: 0x8010_0029): ("SCARD_E_BAD_SEEK", .unclassified),
        Self(rawValue: 0x8010_002A): ("SCARD_E_INVALID_CHV", .unclassified),
        Self(rawValue: 0x8010_002B): ("SCARD_E_UNKNOWN_RES_MNG", .unclassified),
        Self(rawValue: 0x8010_002C): ("SCARD_E_NO_SUCH_CERTIFICATE", .unclassified),
        Self(rawValue: 0x8010_002D): ("SCARD_E_CERTIFICATE_UNAVAILABLE", .unclassified),
        Self(rawValue: 0x8010_002E): ("SCARD_E_NO_READERS_AVAILABLE", .noReaders),
        Self(rawValue: 0x8010_002F): ("SCARD_E_COMM_DATA_LOST", .inputOutput),
        Self(rawValue: 0x8010_0030): ("SCARD_E_NO_KEY_CONTAINER", .unclassified),
        Self(rawValue: 0x8010_0031): ("SCARD_E_SERVER_TOO_BUSY", .unclassified),
        Self(rawValue: 0x8010_0065): ("SCARD_W_UNSUPPORTED_CARD", .unsupported),
        Self(rawValue: 0x8010_0066): ("SCARD_W_UNRESPONSIVE_CARD", .unresponsiveCard),
        Self(rawValue: 0x8010_0067): ("SCARD_W_UNPOWERED_CARD", .unresponsiveCard),
        Self(rawValue: 0x8010_0068): ("SCARD_W_RESET_CARD", .cardReset),
        Self(rawValue: 0x8010_0069): ("SCARD_W_REMOVED_CARD", .cardRemoved),
        Self(rawValue: 0x8010_006A): ("SCARD_W_SECURITY_VIOLATION", .permissionDenied),
        Self(rawValue: 0x8010_006B): ("SCARD_W_WRONG_CHV", .unclassified),
        Self(rawValue: 0x8010_006C): ("SCARD_W_CHV_BLOCKED", .unclassified),
        Self(rawValue: 0x8010_006D): ("SCARD_W_EOF", .unclassified),
        Self(rawValue: 0x8010_006E): ("SCARD_W_CANCELLED_BY_USER", .cancelled),
        Self(rawValue: 0x8010_006F): ("SCARD_W_CARD_NOT_AUTHENTICATED", .unclassified),
    ]
}
