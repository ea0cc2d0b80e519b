import CTAPMessages
package import DeviceTransport
package import Octets
import Synchronization

/// What changes a key: settings, fingerprints, large blobs.
///
/// No command of ours calls it. Recordings of these ceremonies are made and replayed with it, through the real library.
extension LibFIDO2Client {
    /// Sets the minimum length of PINs (authenticatorConfig; CTAP 2.1, 6.11.4).
    package func setMinimumPINLength(
        _ length: Int,
        pin: Secret,
        within limit: Duration
    ) throws(TransportError) -> CTAPAnswer<Bool> {
        try administer("fido_dev_set_pin_minlen", [.authenticatorConfig], within: limit) { handle in
            (handle.setMinimumPINLength(length, pin: pin), true)
        }
    }

    /// Turns the demand for user verification on or off (authenticatorConfig; CTAP 2.1, 6.11.3).
    package func toggleAlwaysUv(pin: Secret, within limit: Duration) throws(TransportError) -> CTAPAnswer<Bool> {
        try administer("fido_dev_toggle_always_uv", [.authenticatorConfig], within: limit) { handle in
            (handle.toggleAlwaysUv(pin: pin), true)
        }
    }

    /// Enrols a finger as far as its first sample, and tells the samples that are still wanted (authenticatorBioEnrollment;
    /// CTAP 2.1, 6.7.4).
    package func beginEnrollment(pin: Secret, within limit: Duration) throws(TransportError) -> CTAPAnswer<Int> {
        try administer("fido_bio_dev_enroll_begin", Self.fingerprintCommands, within: limit) { handle in
            guard let fingerprint = FingerprintHandle(), let progress = EnrollmentHandle() else {
                return (.internal, 0)
            }
            let code = handle.beginEnrollment(of: fingerprint, progress, pin: pin)
            return (code, progress.remainingSamples())
        }
    }

    /// The ids of the fingerprints on the key (CTAP 2.1, 6.7.6).
    package func fingerprints(pin: Secret, within limit: Duration) throws(TransportError) -> CTAPAnswer<[[UInt8]]> {
        try administer("fido_bio_dev_get_template_array", Self.fingerprintCommands, within: limit) { handle in
            guard let fingerprints = FingerprintsHandle() else { return (.internal, []) }
            let code = handle.getFingerprints(fingerprints, pin: pin)
            return (code, fingerprints.read())
        }
    }

    /// Stores a blob under a credential's largeBlobKey, in the array that all credentials share (CTAP 2.1, 6.10).
    package func setLargeBlob(
        _ blob: [UInt8],
        under key: Secret,
        pin: Secret,
        within limit: Duration
    ) throws(TransportError) -> CTAPAnswer<Bool> {
        try administer("fido_dev_largeblob_set", [.largeBlobs], within: limit) { handle in
            (key.withBytes { handle.setLargeBlob(blob, under: $0, pin: pin) }, true)
        }
    }

    /// Reads the blob that was stored under a key.
    ///
    /// - Throws: As every call does, also where the key has no blob that opens with this one.
    package func largeBlob(
        under key: Secret,
        within limit: Duration
    ) throws(TransportError) -> CTAPAnswer<[UInt8]> {
        try administer("fido_dev_largeblob_get", [.largeBlobs], within: limit) { handle in
            key.withBytes { handle.getLargeBlob(under: $0) }
        }
    }

    private static let fingerprintCommands: [CTAPCommand] = [.bioEnrollment, .bioEnrollmentPreview]

    private func administer<Value: Hashable & Sendable>(
        _ operation: String,
        _ commands: [CTAPCommand],
        within limit: Duration,
        _ call: @Sendable (borrowing DeviceHandle) -> (FIDOReturnCode, Value)
    ) throws(TransportError) -> CTAPAnswer<Value> {
        let deadline = ContinuousClock.now + limit
        return try state.withLock { state throws(TransportError) in
            bridge.begin(until: deadline, ceremony: Ceremony(onKeepAlive: { _ in }))
            guard let (code, value) = state.withHandle(call) else { throw closed(operation) }
            if case .refused(let status) = try outcome(operation, code, commands) { return .refused(status) }
            guard code == .success else { throw failure(operation, code) }
            return .value(value)
        }
    }
}
