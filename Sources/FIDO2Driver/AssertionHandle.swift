import CFIDO2
import DeviceTransport

/// Owns one `fido_assert_t`: the use of a credential as libfido2 asks for it, and what came of it.
@safe struct AssertionHandle: ~Copyable {
    private let rawValue: OpaquePointer

    /// `nil` when there is no memory.
    init?() {
        guard let rawValue = unsafe fido_assert_new() else { return nil }
        unsafe self.rawValue = rawValue
    }

    deinit {
        var pointer: OpaquePointer? = unsafe rawValue
        unsafe fido_assert_free(&pointer)
    }

    borrowing func withUnsafePointer<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        unsafe body(rawValue)
    }

    /// Says what is asked for; the first function that refuses, if one does.
    borrowing func prepare(_ request: AssertionRequest) -> (operation: String, code: FIDOReturnCode)? {
        let hash = request.clientDataHash
        var steps: [(String, Int32)] = [
            ("fido_assert_set_clientdata_hash", unsafe fido_assert_set_clientdata_hash(rawValue, hash, hash.count)),
            ("fido_assert_set_rp", unsafe fido_assert_set_rp(rawValue, request.rpID)),
        ]
        for id in request.allowedCredentials {
            steps.append(("fido_assert_allow_cred", unsafe fido_assert_allow_cred(rawValue, id, id.count)))
        }
        if !request.asksForUserPresence || request.statesUserPresence {
            let presence = request.asksForUserPresence ? FIDO_OPT_TRUE : FIDO_OPT_FALSE
            steps.append(("fido_assert_set_up", unsafe fido_assert_set_up(rawValue, presence)))
        }
        if request.asksForUserVerification {
            steps.append(("fido_assert_set_uv", unsafe fido_assert_set_uv(rawValue, FIDO_OPT_TRUE)))
        }
        if let salts = request.hmacSalts {
            steps.append(
                ("fido_assert_set_extensions", unsafe fido_assert_set_extensions(rawValue, FIDO_EXT_HMAC_SECRET))
            )
            steps.append(
                ("fido_assert_set_hmac_salt", unsafe fido_assert_set_hmac_salt(rawValue, salts, salts.count))
            )
        }
        return steps.first { $0.1 != FIDO_OK }.map { ($0.0, FIDOReturnCode(rawValue: $0.1)) }
    }

    /// Every assertion that libfido2 has fetched.
    borrowing func read() -> [Assertion] {
        let count = unsafe fido_assert_count(rawValue)
        return (0..<count)
            .map { index in
                Assertion(
                    credentialID: unsafe bytes(fido_assert_id_ptr, fido_assert_id_len, index),
                    // libfido2 gives out a CBOR byte string here; its head is no part of the data.
                    authenticatorData: Self.content(
                        ofByteString: unsafe bytes(fido_assert_authdata_ptr, fido_assert_authdata_len, index)
                    ),
                    signature: unsafe bytes(fido_assert_sig_ptr, fido_assert_sig_len, index),
                    userID: unsafe bytes(fido_assert_user_id_ptr, fido_assert_user_id_len, index)
                )
            }
    }

    private static func content(ofByteString bytes: [UInt8]) -> [UInt8] {
        switch bytes.first {
        case .some(0x40...0x57): Array(bytes.dropFirst())
        case 0x58: Array(bytes.dropFirst(2))
        case 0x59: Array(bytes.dropFirst(3))
        default: bytes
        }
    }

    private borrowing func bytes(
        _ pointer: (OpaquePointer?, Int) -> UnsafePointer<UInt8>?,
        _ length: (OpaquePointer?, Int) -> Int,
        _ index: Int
    ) -> [UInt8] {
        guard let start = unsafe pointer(rawValue, index) else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: start, count: length(rawValue, index)))
    }
}
