import CFIDO2
import CTAPMessages
import DeviceTransport

/// Owns one `fido_cred_t`: a registration as libfido2 asks for it, and its answer as libfido2 reads it.
@safe struct CredentialHandle: ~Copyable {
    private let rawValue: OpaquePointer

    /// `nil` when there is no memory.
    init?() {
        guard let rawValue = unsafe fido_cred_new() else { return nil }
        unsafe self.rawValue = rawValue
    }

    deinit {
        var pointer: OpaquePointer? = unsafe rawValue
        unsafe fido_cred_free(&pointer)
    }

    borrowing func withUnsafePointer<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        unsafe body(rawValue)
    }

    /// Says what is asked for; the first function that refuses, if one does.
    borrowing func prepare(_ request: CredentialRequest) -> (operation: String, code: FIDOReturnCode)? {
        let hash = request.clientDataHash
        let user = request.user
        // libfido2 names COSE algorithms by their own numbers; what does not fit is none that it knows.
        let algorithm = Int32(exactly: request.algorithm.rawValue) ?? COSE_UNSPEC
        let steps: [(String, Int32)] = [
            ("fido_cred_set_type", unsafe fido_cred_set_type(rawValue, algorithm)),
            ("fido_cred_set_clientdata_hash", unsafe fido_cred_set_clientdata_hash(rawValue, hash, hash.count)),
            ("fido_cred_set_rp", unsafe fido_cred_set_rp(rawValue, request.rpID, request.rpName)),
            (
                "fido_cred_set_user",
                unsafe fido_cred_set_user(rawValue, user.id, user.id.count, user.name, user.displayName, nil)
            ),
        ]
        return Self.refusal(in: steps) ?? Self.refusal(in: options(request))
    }

    /// What is left alone is not sent at all, which means something else than sending `false`.
    private borrowing func options(_ request: CredentialRequest) -> [(String, Int32)] {
        var steps: [(String, Int32)] = []
        if request.isDiscoverable {
            steps.append(("fido_cred_set_rk", unsafe fido_cred_set_rk(rawValue, FIDO_OPT_TRUE)))
        }
        if request.asksForUserVerification {
            steps.append(("fido_cred_set_uv", unsafe fido_cred_set_uv(rawValue, FIDO_OPT_TRUE)))
        }
        let wanted = request.extensions
        var extensions: Int32 = 0
        if wanted.hmacSecret { extensions |= FIDO_EXT_HMAC_SECRET }
        if wanted.largeBlobKey { extensions |= FIDO_EXT_LARGEBLOB_KEY }
        if wanted.minPINLength { extensions |= FIDO_EXT_MINPINLEN }
        if wanted.credentialProtection != nil { extensions |= FIDO_EXT_CRED_PROTECT }
        if extensions != 0 {
            steps.append(("fido_cred_set_extensions", unsafe fido_cred_set_extensions(rawValue, extensions)))
        }
        if let level = wanted.credentialProtection {
            steps.append(("fido_cred_set_prot", unsafe fido_cred_set_prot(rawValue, Int32(clamping: level))))
        }
        for id in request.excludedCredentials {
            steps.append(("fido_cred_exclude", unsafe fido_cred_exclude(rawValue, id, id.count)))
        }
        return steps
    }

    private static func refusal(in steps: [(String, Int32)]) -> (operation: String, code: FIDOReturnCode)? {
        steps.first { $0.1 != FIDO_OK }.map { ($0.0, FIDOReturnCode(rawValue: $0.1)) }
    }

    /// The answer as libfido2 has read it.
    borrowing func read() -> ReadCredential {
        ReadCredential(
            format: unsafe fido_cred_fmt(rawValue).map { unsafe String(cString: $0) } ?? "",
            authenticatorData: unsafe bytes(fido_cred_authdata_raw_ptr, fido_cred_authdata_raw_len),
            statement: unsafe bytes(fido_cred_attstmt_ptr, fido_cred_attstmt_len),
            signature: unsafe bytes(fido_cred_sig_ptr, fido_cred_sig_len),
            certificate: unsafe bytes(fido_cred_x5c_ptr, fido_cred_x5c_len)
        )
    }

    private borrowing func bytes(
        _ pointer: (OpaquePointer?) -> UnsafePointer<UInt8>?,
        _ length: (OpaquePointer?) -> Int
    ) -> [UInt8] {
        guard let start = unsafe pointer(rawValue) else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: start, count: length(rawValue)))
    }
}

/// A registration's answer in libfido2's reading; what it does not find is empty.
struct ReadCredential: Hashable, Sendable {
    let format: String
    let authenticatorData: [UInt8]
    /// The statement as CBOR.
    let statement: [UInt8]
    let signature: [UInt8]
    /// The first of the statement's certificates.
    let certificate: [UInt8]
}
