extension CTAPStatus {
    /// The specification's name, or the number with the range it lies in (CTAP 2.1, 8.2).
    ///
    /// Names that only CTAP 2.0 has are kept, since old keys still send them.
    package var name: String {
        if let name = Self.names[rawValue] { return name }
        return switch rawValue {
        case 0xE0...0xEF: "extension-specific status " + spelled(rawValue)
        case 0xF0...0xFF: "vendor-specific status " + spelled(rawValue)
        default: "CTAP status " + spelled(rawValue)
        }
    }

    package var description: String { name }

    private static let names: [UInt8: String] = [
        0x00: "CTAP2_OK",
        0x01: "CTAP1_ERR_INVALID_COMMAND",
        0x02: "CTAP1_ERR_INVALID_PARAMETER",
        0x03: "CTAP1_ERR_INVALID_LENGTH",
        0x04: "CTAP1_ERR_INVALID_SEQ",
        0x05: "CTAP1_ERR_TIMEOUT",
        0x06: "CTAP1_ERR_CHANNEL_BUSY",
        0x0A: "CTAP1_ERR_LOCK_REQUIRED",
        0x0B: "CTAP1_ERR_INVALID_CHANNEL",
        0x11: "CTAP2_ERR_CBOR_UNEXPECTED_TYPE",
        0x12: "CTAP2_ERR_INVALID_CBOR",
        0x14: "CTAP2_ERR_MISSING_PARAMETER",
        0x15: "CTAP2_ERR_LIMIT_EXCEEDED",
        0x16: "CTAP2_ERR_UNSUPPORTED_EXTENSION",
        0x17: "CTAP2_ERR_FP_DATABASE_FULL",
        0x18: "CTAP2_ERR_LARGE_BLOB_STORAGE_FULL",
        0x19: "CTAP2_ERR_CREDENTIAL_EXCLUDED",
        0x21: "CTAP2_ERR_PROCESSING",
        0x22: "CTAP2_ERR_INVALID_CREDENTIAL",
        0x23: "CTAP2_ERR_USER_ACTION_PENDING",
        0x24: "CTAP2_ERR_OPERATION_PENDING",
        0x25: "CTAP2_ERR_NO_OPERATIONS",
        0x26: "CTAP2_ERR_UNSUPPORTED_ALGORITHM",
        0x27: "CTAP2_ERR_OPERATION_DENIED",
        0x28: "CTAP2_ERR_KEY_STORE_FULL",
        0x29: "CTAP2_ERR_NOT_BUSY",
        0x2A: "CTAP2_ERR_NO_OPERATION_PENDING",
        0x2B: "CTAP2_ERR_UNSUPPORTED_OPTION",
        0x2C: "CTAP2_ERR_INVALID_OPTION",
        0x2D: "CTAP2_ERR_KEEPALIVE_CANCEL",
        0x2E: "CTAP2_ERR_NO_CREDENTIALS",
        0x2F: "CTAP2_ERR_USER_ACTION_TIMEOUT",
        0x30: "CTAP2_ERR_NOT_ALLOWED",
        0x31: "CTAP2_ERR_PIN_INVALID",
        0x32: "CTAP2_ERR_PIN_BLOCKED",
        0x33: "CTAP2_ERR_PIN_AUTH_INVALID",
        0x34: "CTAP2_ERR_PIN_AUTH_BLOCKED",
        0x35: "CTAP2_ERR_PIN_NOT_SET",
        0x36: "CTAP2_ERR_PUAT_REQUIRED",
        0x37: "CTAP2_ERR_PIN_POLICY_VIOLATION",
        0x38: "CTAP2_ERR_PIN_TOKEN_EXPIRED",
        0x39: "CTAP2_ERR_REQUEST_TOO_LARGE",
        0x3A: "CTAP2_ERR_ACTION_TIMEOUT",
        0x3B: "CTAP2_ERR_UP_REQUIRED",
        0x3C: "CTAP2_ERR_UV_BLOCKED",
        0x3D: "CTAP2_ERR_INTEGRITY_FAILURE",
        0x3E: "CTAP2_ERR_INVALID_SUBCOMMAND",
        0x3F: "CTAP2_ERR_UV_INVALID",
        0x40: "CTAP2_ERR_UNAUTHORIZED_PERMISSION",
        0x7F: "CTAP1_ERR_OTHER",
        0xDF: "CTAP2_ERR_SPEC_LAST",
    ]
}
