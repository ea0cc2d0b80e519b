import CBORTree
import Checks
import CTAPMessages
import Octets
import PINProtocols
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let wrongPIN = Self(
        "cp.wrong1",
        "one wrong PIN is answered CTAP2_ERR_PIN_INVALID and costs one try, and the right one restores them all",
        clause: .ctap("6.5.5.7.1"),
        danger: .d3,
        needs: [.ctap2, .option("clientPin")],
        leaves: .triesRestored,
        spends: 3,
        tags: [.pin],
        because: """
            A key that does not count wrong PINs can be tried through by whoever finds it, and one that does not count \
            up again blocks its owner in the end. The right PIN is sent before the wrong one: no try is spent that \
            cannot be given back.
            """
    ) { key throws(CheckEnd) in
        let number = try key.pinProtocols().first ?? 1
        guard let pinProtocol = PINProtocol(rawValue: number) else {
            throw .notApplicable("the key names PIN protocol \(number) first, which this program does not speak")
        }
        let right = try await key.pin()
        let first = try key.token(for: right, by: pinProtocol)
        let before = try key.tries(.getPINRetries, member: 0x03)
        guard first == .success else {
            throw .notRun(.person, "the PIN that was given is answered \(first.name); \(before) tries are left")
        }
        let refusal = try key.token(for: key.wrongPIN(besides: right), by: pinProtocol)
        let between = try key.tries(.getPINRetries, member: 0x03)
        // Whatever the key made of the wrong one, the tries are restored before it is judged.
        let acceptance = try key.token(for: right, by: pinProtocol)
        let after = try key.tries(.getPINRetries, member: 0x03)
        try demand(refusal == .pinInvalid, "a wrong PIN is answered \(refusal.name)")
        try demand(between &+ 1 == before, "a wrong PIN takes the tries from \(before) to \(between)")
        try demand(acceptance == .success, "the right PIN is answered \(acceptance.name) after a wrong one")
        try demand(after == before, "the right PIN takes the tries from \(between) to \(after)")
        key.context.note("\(before) tries, \(between) after the wrong PIN, \(after) after the right one")
    }
}

extension KeyUnderTest {
    /// A PIN of the right form that is not the key's.
    fileprivate func wrongPIN(besides right: Secret) -> Secret {
        let digits = context.bytes("wrong PIN", count: 8).map { 0x30 + $0 % 10 }
        let isRight = right.withBytes { $0 == digits }
        return Secret(isRight ? digits.reversed() + [0x31] : digits)
    }

    /// Asks for a token with a PIN, and throws the token away.
    fileprivate func token(for pin: Secret, by pinProtocol: PINProtocol) throws(CheckEnd) -> CTAPStatus {
        let map = try call(.pin(.getKeyAgreement, protocol: pinProtocol.rawValue)).map()
        let item = try demand(map[0x01], "getKeyAgreement is answered \(map.diagnostic), without a key")
        let (platformKey, encrypted): (AgreementKey, [UInt8])
        do {
            let ours = KeyAgreement()
            let secret = try ours.sharedSecret(with: AgreementKey(cose: item), by: pinProtocol)
            (platformKey, encrypted) = (ours.publicKey, try secret.encrypt(PIN.hash(of: pin)))
        } catch {
            throw .failed("the key agreement key: \(error)")
        }
        return try call(
            CTAPCall(
                .clientPIN,
                [
                    (0x01, .int(pinProtocol.rawValue)), (0x02, .int(ClientPINSubCommand.getPinToken.rawValue)),
                    (0x03, platformKey.cose), (0x06, .bytes(encrypted)),
                ]
            )
        )
        .status
    }
}
