import CBORTree
import CTAPMessages
package import Octets
package import PINProtocols
import SafetyGuard

extension KeyUnderTest {
    /// The PIN that somebody gave for this run: asked for once, whoever needs it first.
    ///
    /// The guard lets no PIN pass before the tries were read, so they are read here.
    package func pin() async throws(CheckEnd) -> Secret {
        switch record.pin {
        case .given(let pin): return pin
        case .missing(let end): throw end
        case nil: break
        }
        do throws(CheckEnd) {
            guard case .left(let tries) = try triesLeft() else { throw .notApplicable("the key takes no PIN") }
            if let refusal = TriesLeft.left(tries).refusal { throw .notRun(.person, refusal) }
            let information = try information()
            if information.forcePINChange == true {
                throw .notRun(.person, "the key wants its PIN changed before it takes it")
            }
            let pin = try await context.pin(triesLeft: tries)
            let length = pin.withBytes { String(decoding: $0, as: UTF8.self).unicodeScalars.count }
            guard length >= Int(clamping: information.minPINLength ?? 4), (try? PIN(text: pin)) != nil else {
                throw .notRun(.person, "the PIN that was given cannot be the key's, so it was not sent")
            }
            record.pin = .given(pin)
            return pin
        } catch {
            if case .unreachable = error { throw error }
            record.pin = .missing(error)
            throw error
        }
    }

    /// The protocol that the key prefers.
    package func preferredPINProtocol() throws(CheckEnd) -> PINProtocol {
        let number = try information().pinUvAuthProtocols?.first ?? 1
        guard let pinProtocol = PINProtocol(rawValue: number) else {
            throw .notApplicable("the key names PIN protocol \(number) first, which this program does not speak")
        }
        return pinProtocol
    }

    /// A key agreed on with the key, under which PINs cross the channel (CTAP 2.1, 6.5.5.4).
    package func agreement() throws(CheckEnd) -> (platformKey: AgreementKey, secret: SharedSecret) {
        let pinProtocol = try preferredPINProtocol()
        let call = CTAPCall(.clientPIN, [(0x01, .int(pinProtocol.rawValue)), (0x02, 2)])
        let map = try self.call(call).map()
        let item = try demand(map[0x01], "getKeyAgreement is answered \(map.diagnostic), without a key")
        do {
            // Random and not the run's: what the run's bytes derive from stands in its file.
            let ours = KeyAgreement()
            return (ours.publicKey, try ours.sharedSecret(with: AgreementKey(cose: item), by: pinProtocol))
        } catch {
            throw .failed("the key agreement key: \(error)")
        }
    }

    /// Asks for a token with the run's PIN; keys from before there were permissions give one for all they do.
    package func token(_ permissions: PINPermissions, rpID: String? = nil) async throws(CheckEnd) -> PINToken {
        let reply = try await tokenReply(permissions, rpID: rpID)
        try await requireAccepted(reply.answer)
        return try token(in: reply.answer, under: reply.secret)
    }

    /// The same with a PIN of one's own, and whatever the key makes of it.
    package func tokenReply(
        _ permissions: PINPermissions,
        rpID: String? = nil,
        by other: Secret? = nil
    ) async throws(CheckEnd) -> (answer: CTAPReply, secret: SharedSecret) {
        let pin: Secret
        if let other { pin = other } else { pin = try await self.pin() }
        // The guard lets none pass to a key of which it has not just seen how many tries are left.
        if !record.traces.isPINAccepted { _ = try triesLeft() }
        let (platformKey, secret) = try agreement()
        let number = secret.pinProtocol.rawValue
        let hasPermissions = try information()[option: "pinUvAuthToken"] == true
        guard let encrypted = try? secret.encrypt(PIN.hash(of: pin)) else { throw .notRun(.us, "no PIN is encrypted") }
        let subCommand: ClientPINSubCommand = hasPermissions ? .getPinUvAuthTokenUsingPinWithPermissions : .getPinToken
        var call = CTAPCall(
            .clientPIN,
            [
                (0x01, .int(number)), (0x02, .int(subCommand.rawValue)), (0x03, platformKey.cose),
                (0x06, .bytes(encrypted)),
            ]
        )
        if hasPermissions {
            call = call.with(.member(0x09), .int(permissions.rawValue))
            if let rpID { call = call.with(.member(0x0A), .text(rpID)) }
        }
        return (try self.call(call), secret)
    }

    /// Takes a token out of an answer.
    package func token(in reply: CTAPReply, under secret: SharedSecret) throws(CheckEnd) -> PINToken {
        let map = try reply.map()
        let encrypted = try demand(map[0x02]?.bytes, "the answer to a right PIN holds no token")
        guard let token = try? secret.decrypt(encrypted) else { throw .failed("the token cannot be decrypted") }
        return PINToken(pinProtocol: secret.pinProtocol, secret: token)
    }

    /// Ends the check, and the use of the PIN in this run, where the key does not take it.
    private func requireAccepted(_ reply: CTAPReply) async throws(CheckEnd) {
        let refusals: [CTAPStatus] = [.pinInvalid, .pinBlocked, .pinAuthInvalid, .pinAuthBlocked]
        guard refusals.contains(reply.status) else { return }
        var left = ""
        if case .left(let tries) = try triesLeft() { left = "; \(tries) tries are left" }
        let end = CheckEnd.notRun(.person, "the PIN that was given is answered \(reply.status.name)\(left)")
        record.pin = .missing(end)
        record.wasPINRefused = true
        throw end
    }
}
