import CFIDO2

/// Owns one `fido_bio_template_array_t`: the fingerprints of a key.
@safe struct FingerprintsHandle: ~Copyable {
    private let rawValue: OpaquePointer

    /// `nil` when there is no memory.
    init?() {
        guard let rawValue = unsafe fido_bio_template_array_new() else { return nil }
        unsafe self.rawValue = rawValue
    }

    deinit {
        var pointer: OpaquePointer? = unsafe rawValue
        unsafe fido_bio_template_array_free(&pointer)
    }

    borrowing func withUnsafePointer<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        unsafe body(rawValue)
    }

    /// Their ids, in the key's order.
    borrowing func read() -> [[UInt8]] {
        (0..<(unsafe fido_bio_template_array_count(rawValue)))
            .compactMap { index in
                guard let one = unsafe fido_bio_template(rawValue, index),
                    let pointer = unsafe fido_bio_template_id_ptr(one)
                else { return nil }
                return unsafe Array(UnsafeBufferPointer(start: pointer, count: fido_bio_template_id_len(one)))
            }
    }
}
