import CBORTree
import Crypto
import CTAPMessages
import PINProtocols

extension CTAPCall {
    /// The request with a pinUvAuthParam, made over what its command demands (CTAP 2.1, 6.1.2, 6.2.2, 6.8, 6.10.2).
    ///
    /// - Returns: The request itself where its command takes none.
    package func authorized(by token: PINToken) -> Self {
        let number = CBORItem.int(token.pinProtocol.rawValue)
        switch command {
        case .makeCredential:
            return with(.member(0x08), .bytes(token.authenticate(bytes(0x01)))).with(.member(0x09), number)
        case .getAssertion:
            return with(.member(0x06), .bytes(token.authenticate(bytes(0x02)))).with(.member(0x07), number)
        case .credentialManagement, .credentialManagementPreview:
            let subCommand = parameters[0x01]?.unsignedInteger ?? 0
            let message = [UInt8(truncatingIfNeeded: subCommand)] + (parameters[0x02]?.encoded() ?? [])
            return with(.member(0x03), number).with(.member(0x04), .bytes(token.authenticate(message)))
        case .largeBlobs:
            let offset = UInt32(truncatingIfNeeded: parameters[0x03]?.unsignedInteger ?? 0)
            let place = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: offset >> $0) }
            let message: [UInt8] =
                Array(repeating: 0xFF, count: 32) + [command.rawValue, 0] + place
                + Array(SHA256.hash(data: bytes(0x02)))
            return with(.member(0x05), .bytes(token.authenticate(message))).with(.member(0x06), number)
        default:
            return self
        }
    }

    private func bytes(_ member: Int64) -> [UInt8] { parameters[member]?.bytes ?? [] }
}
