import CTAPMessages
package import DeviceTransport
package import Octets
import Synchronization

extension LibFIDO2Client {
    /// Asks which relying parties have credentials on the key (authenticatorCredentialManagement; CTAP 2.1, 6.8.3).
    package func relyingParties(pin: Secret, within limit: Duration) throws(TransportError) -> CTAPAnswer<[String]> {
        let operation = "fido_credman_get_dev_rp"
        let deadline = ContinuousClock.now + limit
        return try state.withLock { state throws(TransportError) in
            guard let parties = RelyingPartiesHandle() else { throw failure("fido_credman_rp_new", nil) }
            bridge.begin(until: deadline, ceremony: Ceremony(onKeepAlive: { _ in }))
            let code = state.withHandle { $0.getRelyingParties(parties, pin: pin) }
            if let status = try refusal(operation, code) { return .refused(status) }
            return .value(parties.read())
        }
    }

    /// Asks how many credentials one relying party has on the key (CTAP 2.1, 6.8.4).
    package func credentialCount(
        of rpID: String,
        pin: Secret,
        within limit: Duration
    ) throws(TransportError) -> CTAPAnswer<Int> {
        let operation = "fido_credman_get_dev_rk"
        let deadline = ContinuousClock.now + limit
        return try state.withLock { state throws(TransportError) in
            guard let stored = StoredCredentialsHandle() else { throw failure("fido_credman_rk_new", nil) }
            bridge.begin(until: deadline, ceremony: Ceremony(onKeepAlive: { _ in }))
            let code = state.withHandle { $0.getCredentials(of: rpID, stored, pin: pin) }
            if let status = try refusal(operation, code) { return .refused(status) }
            return .value(stored.count)
        }
    }

    private func refusal(_ operation: String, _ code: FIDOReturnCode?) throws(TransportError) -> CTAPStatus? {
        guard let code else { throw closed(operation) }
        let commands: [CTAPCommand] = [.credentialManagement, .credentialManagementPreview]
        if case .refused(let status) = try outcome(operation, code, commands) { return status }
        guard code == .success else { throw failure(operation, code) }
        return nil
    }
}
