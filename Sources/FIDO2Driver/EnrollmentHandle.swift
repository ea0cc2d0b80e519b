import CFIDO2

/// Owns one `fido_bio_enroll_t`: how an enrolment goes on, and the token that it is done with.
@safe struct EnrollmentHandle: ~Copyable {
    private let rawValue: OpaquePointer

    /// `nil` when there is no memory.
    init?() {
        guard let rawValue = unsafe fido_bio_enroll_new() else { return nil }
        unsafe self.rawValue = rawValue
    }

    deinit {
        var pointer: OpaquePointer? = unsafe rawValue
        unsafe fido_bio_enroll_free(&pointer)
    }

    borrowing func withUnsafePointer<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        unsafe body(rawValue)
    }

    borrowing func remainingSamples() -> Int { Int(unsafe fido_bio_enroll_remaining_samples(rawValue)) }
}
