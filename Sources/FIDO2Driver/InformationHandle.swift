import CFIDO2
import DeviceTransport

/// Owns one `fido_cbor_info_t`: getInfo as libfido2 has decoded it.
@safe struct InformationHandle: ~Copyable {
    private let rawValue: OpaquePointer

    /// `nil` when there is no memory.
    init?() {
        guard let rawValue = unsafe fido_cbor_info_new() else { return nil }
        unsafe self.rawValue = rawValue
    }

    deinit {
        var pointer: OpaquePointer? = unsafe rawValue
        unsafe fido_cbor_info_free(&pointer)
    }

    borrowing func withUnsafePointer<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        unsafe body(rawValue)
    }

    /// Every field that libfido2 1.12 gives out.
    borrowing func read() -> ReferenceInformation {
        var information = ReferenceInformation()
        information.versions = unsafe strings(fido_cbor_info_versions_ptr, fido_cbor_info_versions_len)
        information.extensions = unsafe strings(fido_cbor_info_extensions_ptr, fido_cbor_info_extensions_len)
        information.transports = unsafe strings(fido_cbor_info_transports_ptr, fido_cbor_info_transports_len)
        information.aaguid = unsafe array(fido_cbor_info_aaguid_ptr, fido_cbor_info_aaguid_len)
        information.pinUvAuthProtocols = unsafe array(fido_cbor_info_protocols_ptr, fido_cbor_info_protocols_len)
        information.options = options()
        information.algorithms = algorithms()
        information.certifications = certifications()
        information.maxMsgSize = unsafe fido_cbor_info_maxmsgsiz(rawValue)
        information.maxCredentialCountInList = unsafe fido_cbor_info_maxcredcntlst(rawValue)
        information.maxCredentialIdLength = unsafe fido_cbor_info_maxcredidlen(rawValue)
        information.maxLargeBlob = unsafe fido_cbor_info_maxlargeblob(rawValue)
        information.maxCredBlobLength = unsafe fido_cbor_info_maxcredbloblen(rawValue)
        information.maxRPIDsForSetMinPINLength = unsafe fido_cbor_info_maxrpid_minpinlen(rawValue)
        information.minPINLength = unsafe fido_cbor_info_minpinlen(rawValue)
        information.firmwareVersion = unsafe fido_cbor_info_fwversion(rawValue)
        information.preferredPlatformUvAttempts = unsafe fido_cbor_info_uv_attempts(rawValue)
        information.uvModality = unsafe fido_cbor_info_uv_modality(rawValue)
        information.remainingDiscoverableCredentials = unsafe fido_cbor_info_rk_remaining(rawValue)
        information.forcePINChange = unsafe fido_cbor_info_new_pin_required(rawValue)
        return information
    }

    private borrowing func options() -> [String: Bool] {
        let names = unsafe strings(fido_cbor_info_options_name_ptr, fido_cbor_info_options_len)
        let values = unsafe array(fido_cbor_info_options_value_ptr, fido_cbor_info_options_len)
        return Dictionary(zip(names, values)) { first, _ in first }
    }

    private borrowing func certifications() -> [String: UInt64] {
        let names = unsafe strings(fido_cbor_info_certs_name_ptr, fido_cbor_info_certs_len)
        let values = unsafe array(fido_cbor_info_certs_value_ptr, fido_cbor_info_certs_len)
        return Dictionary(zip(names, values)) { first, _ in first }
    }

    private borrowing func algorithms() -> [ReferenceInformation.Algorithm] {
        let count = unsafe fido_cbor_info_algorithm_count(rawValue)
        return (0..<count)
            .map { index in
                let type = unsafe fido_cbor_info_algorithm_type(rawValue, index)
                return ReferenceInformation.Algorithm(
                    type: unsafe type.map { unsafe String(cString: $0) } ?? "",
                    cose: Int(unsafe fido_cbor_info_algorithm_cose(rawValue, index))
                )
            }
    }

    private borrowing func array<Element>(
        _ pointer: (OpaquePointer?) -> UnsafePointer<Element>?,
        _ length: (OpaquePointer?) -> Int
    ) -> [Element] {
        guard let start = unsafe pointer(rawValue) else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: start, count: length(rawValue)))
    }

    private borrowing func strings(
        _ pointer: (OpaquePointer?) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
        _ length: (OpaquePointer?) -> Int
    ) -> [String] {
        guard let start = unsafe pointer(rawValue) else { return [] }
        return unsafe UnsafeBufferPointer(start: start, count: length(rawValue))
            .map { text in
                unsafe text.map { unsafe String(cString: $0) } ?? ""
            }
    }
}
