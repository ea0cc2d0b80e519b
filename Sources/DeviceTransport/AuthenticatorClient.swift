package import CTAPMessages

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
