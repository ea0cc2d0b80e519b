import CFIDO2
import Glibc
import Octets

/// Owns one `fido_dev_t`; each function of libfido2 is called here and nowhere else.
@safe struct DeviceHandle: ~Copyable {
    private let rawValue: OpaquePointer

    /// `nil` when there is no memory.
    init?() {
        // Once per thread, and harmless when repeated. No flags: a key whose getInfo libfido2 cannot read is opened all
        // the same, and what it said is read from the traffic.
        fido_init(0)
        guard let rawValue = unsafe fido_dev_new() else { return nil }
        unsafe self.rawValue = rawValue
    }

    deinit {
        // Refuses without harm when the device is not open.
        _ = unsafe fido_dev_close(rawValue)
        var pointer: OpaquePointer? = unsafe rawValue
        unsafe fido_dev_free(&pointer)
    }

    func open(over bridge: ReportBridge) -> FIDOReturnCode {
        var functions = ReportBridge.makeFunctions()
        let code = FIDOReturnCode(rawValue: unsafe fido_dev_set_io_functions(rawValue, &functions))
        guard code == .success else { return code }
        return bridge.withPath { path in
            FIDOReturnCode(rawValue: unsafe fido_dev_open(rawValue, path))
        }
    }

    var protocolVersion: UInt8 { unsafe fido_dev_protocol(rawValue) }

    var version: [UInt8] {
        unsafe [fido_dev_major(rawValue), fido_dev_minor(rawValue), fido_dev_build(rawValue)]
    }

    /// Undoes the fall back to U2F that libfido2 does of itself when it cannot read getInfo.
    func insistOnCTAP2() {
        unsafe fido_dev_force_fido2(rawValue)
    }

    func getInformation(into information: borrowing InformationHandle) -> FIDOReturnCode {
        unsafe information.withUnsafePointer { pointer in
            FIDOReturnCode(rawValue: unsafe fido_dev_get_cbor_info(rawValue, pointer))
        }
    }

    func getPINRetries(_ count: inout Int32) -> FIDOReturnCode {
        FIDOReturnCode(rawValue: unsafe fido_dev_get_retry_count(rawValue, &count))
    }

    func getUVRetries(_ count: inout Int32) -> FIDOReturnCode {
        FIDOReturnCode(rawValue: unsafe fido_dev_get_uv_retry_count(rawValue, &count))
    }

    func makeCredential(_ credential: borrowing CredentialHandle, pin: Secret?) -> FIDOReturnCode {
        unsafe credential.withUnsafePointer { pointer in
            unsafe PINBuffer.with(pin) { pin in
                FIDOReturnCode(rawValue: unsafe fido_dev_make_cred(rawValue, pointer, pin))
            }
        }
    }

    func getRelyingParties(_ parties: borrowing RelyingPartiesHandle, pin: Secret?) -> FIDOReturnCode {
        unsafe parties.withUnsafePointer { pointer in
            unsafe PINBuffer.with(pin) { pin in
                FIDOReturnCode(rawValue: unsafe fido_credman_get_dev_rp(rawValue, pointer, pin))
            }
        }
    }

    func getCredentials(of rpID: String, _ stored: borrowing StoredCredentialsHandle, pin: Secret?) -> FIDOReturnCode {
        unsafe stored.withUnsafePointer { pointer in
            unsafe PINBuffer.with(pin) { pin in
                FIDOReturnCode(rawValue: unsafe fido_credman_get_dev_rk(rawValue, rpID, pointer, pin))
            }
        }
    }

    func setMinimumPINLength(_ length: Int, pin: Secret?) -> FIDOReturnCode {
        unsafe PINBuffer.with(pin) { pin in
            FIDOReturnCode(rawValue: unsafe fido_dev_set_pin_minlen(rawValue, length, pin))
        }
    }

    func toggleAlwaysUv(pin: Secret?) -> FIDOReturnCode {
        unsafe PINBuffer.with(pin) { pin in
            FIDOReturnCode(rawValue: unsafe fido_dev_toggle_always_uv(rawValue, pin))
        }
    }

    func beginEnrollment(
        of fingerprint: borrowing FingerprintHandle,
        _ progress: borrowing EnrollmentHandle,
        pin: Secret?
    ) -> FIDOReturnCode {
        unsafe fingerprint.withUnsafePointer { fingerprint in
            unsafe progress.withUnsafePointer { progress in
                unsafe PINBuffer.with(pin) { pin in
                    FIDOReturnCode(rawValue: unsafe fido_bio_dev_enroll_begin(rawValue, fingerprint, progress, 0, pin))
                }
            }
        }
    }

    func getFingerprints(_ fingerprints: borrowing FingerprintsHandle, pin: Secret?) -> FIDOReturnCode {
        unsafe fingerprints.withUnsafePointer { pointer in
            unsafe PINBuffer.with(pin) { pin in
                FIDOReturnCode(rawValue: unsafe fido_bio_dev_get_template_array(rawValue, pointer, pin))
            }
        }
    }

    func setLargeBlob(_ blob: [UInt8], under key: [UInt8], pin: Secret?) -> FIDOReturnCode {
        unsafe PINBuffer.with(pin) { pin in
            FIDOReturnCode(
                rawValue: unsafe fido_dev_largeblob_set(rawValue, key, key.count, blob, blob.count, pin)
            )
        }
    }

    func getLargeBlob(under key: [UInt8]) -> (FIDOReturnCode, [UInt8]) {
        var pointer: UnsafeMutablePointer<UInt8>?
        var count = 0
        let code = FIDOReturnCode(
            rawValue: unsafe fido_dev_largeblob_get(rawValue, key, key.count, &pointer, &count)
        )
        guard let found = unsafe pointer else { return (code, []) }
        defer { unsafe free(found) }
        return (code, unsafe Array(UnsafeBufferPointer(start: found, count: count)))
    }

    func getAssertion(_ assertion: borrowing AssertionHandle, pin: Secret?) -> FIDOReturnCode {
        unsafe assertion.withUnsafePointer { pointer in
            unsafe PINBuffer.with(pin) { pin in
                FIDOReturnCode(rawValue: unsafe fido_dev_get_assert(rawValue, pointer, pin))
            }
        }
    }
}
