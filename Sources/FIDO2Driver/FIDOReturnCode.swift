import CFIDO2
import DeviceTransport

/// What a libfido2 function returns: 0, a status of the device (positive), or an error of the library (negative).
struct FIDOReturnCode: RawRepresentable, Hashable, Sendable {
    let rawValue: Int32
    init(rawValue: Int32) { self.rawValue = rawValue }

    static let success = Self(rawValue: FIDO_OK)
    static let receive = Self(rawValue: FIDO_ERR_RX)
    static let `internal` = Self(rawValue: FIDO_ERR_INTERNAL)

    /// The name in `fido/err.h`, for the library's own errors.
    var name: String? { Self.errors[rawValue]?.name }

    /// What kind of trouble the library's own error stands for, when nothing more is known.
    var code: TransportError.Code { Self.errors[rawValue]?.code ?? .unclassified }

    var original: TransportError.Original {
        TransportError.Original(source: "libfido2", number: Int(rawValue), name: name)
    }

    private static let errors: [Int32: (name: String, code: TransportError.Code)] = [
        FIDO_ERR_TX: ("FIDO_ERR_TX", .inputOutput),
        FIDO_ERR_RX: ("FIDO_ERR_RX", .inputOutput),
        FIDO_ERR_RX_NOT_CBOR: ("FIDO_ERR_RX_NOT_CBOR", .malformed),
        FIDO_ERR_RX_INVALID_CBOR: ("FIDO_ERR_RX_INVALID_CBOR", .malformed),
        FIDO_ERR_INVALID_PARAM: ("FIDO_ERR_INVALID_PARAM", .malformed),
        FIDO_ERR_INVALID_SIG: ("FIDO_ERR_INVALID_SIG", .malformed),
        FIDO_ERR_INVALID_ARGUMENT: ("FIDO_ERR_INVALID_ARGUMENT", .unclassified),
        FIDO_ERR_USER_PRESENCE_REQUIRED: ("FIDO_ERR_USER_PRESENCE_REQUIRED", .unclassified),
        FIDO_ERR_INTERNAL: ("FIDO_ERR_INTERNAL", .unclassified),
        FIDO_ERR_NOTFOUND: ("FIDO_ERR_NOTFOUND", .unclassified),
        FIDO_ERR_COMPRESS: ("FIDO_ERR_COMPRESS", .unclassified),
    ]
}
