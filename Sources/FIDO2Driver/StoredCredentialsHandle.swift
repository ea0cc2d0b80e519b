import CFIDO2

/// Owns one `fido_credman_rk_t`: the credentials that a key keeps for one relying party.
@safe struct StoredCredentialsHandle: ~Copyable {
    private let rawValue: OpaquePointer

    /// `nil` when there is no memory.
    init?() {
        guard let rawValue = unsafe fido_credman_rk_new() else { return nil }
        unsafe self.rawValue = rawValue
    }

    deinit {
        var pointer: OpaquePointer? = unsafe rawValue
        unsafe fido_credman_rk_free(&pointer)
    }

    borrowing func withUnsafePointer<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        unsafe body(rawValue)
    }

    var count: Int { unsafe fido_credman_rk_count(rawValue) }
}
