package import CTAPMessages
package import Octets

/// A FIDO client library's view of one key: the ceremonies that a platform would run.
///
/// Called on the thread that owns the device. A key that answers with an error status answers; only a key that cannot
/// be reached throws.
package protocol AuthenticatorClient: AnyObject, Sendable {
    /// Opens a channel (CTAPHID_INIT) and asks for getInfo where the key speaks CTAP2.
    func open(within limit: Duration) throws(TransportError) -> AuthenticatorOpening

    /// The same getInfo answer as the client library reads it: a second opinion on our own decoder.
    func referenceInformation() throws(TransportError) -> ReferenceInformation

    /// `getPINRetries`: reads the counter, spends no try (CTAP 2.1, 6.5.5.2).
    func pinRetries(within limit: Duration) throws(TransportError) -> CTAPAnswer<Int>

    /// `getUVRetries`: reads the counter, spends no try (CTAP 2.1, 6.5.5.3).
    func uvRetries(within limit: Duration) throws(TransportError) -> CTAPAnswer<Int>

    /// Registers a credential (authenticatorMakeCredential, or U2F_REGISTER), with a PIN where one is given.
    ///
    /// A PIN that is wrong spends a try, so it is sent once and never again. Keep-alives are told as they come: their
    /// status says when the key waits for a touch. At the end of the limit, and on ``cancel()``, the request is taken
    /// back (CTAPHID_CANCEL) and the key answers with `keepaliveCancel`.
    func makeCredential(
        _ request: CredentialRequest,
        pin: Secret?,
        within limit: Duration,
        onKeepAlive: @escaping @Sendable (CTAPHIDKeepaliveStatus) -> Void
    ) throws(TransportError) -> CTAPAnswer<CredentialAnswer>

    /// Uses a credential (authenticatorGetAssertion, or U2F_AUTHENTICATE); otherwise like
    /// ``makeCredential(_:pin:within:onKeepAlive:)``.
    func getAssertion(
        _ request: AssertionRequest,
        pin: Secret?,
        within limit: Duration,
        onKeepAlive: @escaping @Sendable (CTAPHIDKeepaliveStatus) -> Void
    ) throws(TransportError) -> CTAPAnswer<AssertionAnswer>

    /// Takes back the ceremony under way; called from any thread, and without one it does nothing.
    func cancel()

    /// Closes the channel and the device; a second call does nothing.
    func close()
}

/// What a key answers: a value, or the status with which it refuses.
package enum CTAPAnswer<Value: Hashable & Sendable>: Hashable, Sendable {
    case value(Value)
    case refused(CTAPStatus)
}

/// What opening a key tells.
package struct AuthenticatorOpening: Hashable, Sendable {
    /// CTAPHID protocol version; 2 in every published edition.
    package let protocolVersion: UInt8
    /// The device version of the INIT answer: major, minor, build.
    package let deviceVersion: [UInt8]
    package let capabilities: CTAPHIDCapabilities
    /// The getInfo answer as received, after the status byte; `nil` for a U2F-only key.
    package let getInfo: [UInt8]?
    /// The status with which a key that claims CTAP2 refuses getInfo.
    package let getInfoRefusal: CTAPStatus?

    package init(
        protocolVersion: UInt8,
        deviceVersion: [UInt8],
        capabilities: CTAPHIDCapabilities,
        getInfo: [UInt8]?,
        getInfoRefusal: CTAPStatus? = nil
    ) {
        self.protocolVersion = protocolVersion
        self.deviceVersion = deviceVersion
        self.capabilities = capabilities
        self.getInfo = getInfo
        self.getInfoRefusal = getInfoRefusal
    }
}
