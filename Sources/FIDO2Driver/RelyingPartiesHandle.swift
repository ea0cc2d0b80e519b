import CFIDO2

/// Owns one `fido_credman_rp_t`: the relying parties that have credentials on a key.
@safe struct RelyingPartiesHandle: ~Copyable {
    private let rawValue: OpaquePointer

    /// `nil` when there is no memory.
    init?() {
        guard let rawValue = unsafe fido_credman_rp_new() else { return nil }
        unsafe self.rawValue = rawValue
    }

    deinit {
        var pointer: OpaquePointer? = unsafe rawValue
        unsafe fido_credman_rp_free(&pointer)
    }

    borrowing func withUnsafePointer<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        unsafe body(rawValue)
    }

    /// Their ids, in the key's order.
    borrowing func read() -> [String] {
        let count = unsafe fido_credman_rp_count(rawValue)
        return (0..<count)
            .compactMap { index in
                guard let id = unsafe fido_credman_rp_id(rawValue, index) else { return nil }
                return unsafe String(cString: id)
            }
    }
}
