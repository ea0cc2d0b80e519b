import CBORTree
package import CTAPMessages
package import Octets
import PINProtocols

extension KeyUnderTest {
    /// Changes the PIN (CTAP 2.1, 6.5.5.6).
    package func change(_ old: Secret, to new: Secret) throws(CheckEnd) -> CTAPStatus {
        let (platformKey, secret) = try agreement()
        let (newPIN, hash): ([UInt8], [UInt8])
        do {
            (newPIN, hash) = (try secret.encrypt(PIN(text: new).padded), try secret.encrypt(PIN.hash(of: old)))
        } catch {
            throw .notRun(.us, "\(error)")
        }
        return try call(
            CTAPCall(
                .clientPIN,
                [
                    (0x01, .int(secret.pinProtocol.rawValue)),
                    (0x02, .int(ClientPINSubCommand.changePIN.rawValue)), (0x03, platformKey.cose),
                    (0x04, .bytes(secret.authenticate(newPIN + hash))), (0x05, .bytes(newPIN)), (0x06, .bytes(hash)),
                ]
            )
        )
        .status
    }
}
