import CTAPMessages

extension AuthenticatorModel {
    /// authenticatorGetInfo (CTAP 2.1, 6.4), which takes no parameters.
    func getInfo(_ parameters: [UInt8]) -> AuthenticatorReply {
        guard parameters.isEmpty else { return .status(.invalidLength) }
        guard let encodedInformation else { return .status(.invalidCommand) }
        return .status(.success, encodedInformation)
    }
}
