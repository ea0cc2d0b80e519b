import CFIDO2

/// Owns one `fido_bio_template_t`: a fingerprint, by the id that the key gave it.
@safe struct FingerprintHandle: ~Copyable {
    private let rawValue: OpaquePointer

    /// `nil` when there is no memory.
    init?() {
        guard let rawValue = unsafe fido_bio_template_new() else { return nil }
        unsafe self.rawValue = rawValue
    }

    deinit {
        var pointer: OpaquePointer? = unsafe rawValue
        unsafe fido_bio_template_free(&pointer)
    }

    borrowing func withUnsafePointer<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        unsafe body(rawValue)
    }

    borrowing func id() -> [UInt8] {
        guard let pointer = unsafe fido_bio_template_id_ptr(rawValue) else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: pointer, count: fido_bio_template_id_len(rawValue)))
    }
}
