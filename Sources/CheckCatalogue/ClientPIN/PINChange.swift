import Checks
import CTAPMessages
import Octets
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let pinChange = Self(
        "cp.change",
        "the PIN is changed, the new one gives a token and the old one is in its place again afterwards",
        clause: .ctap("6.5.5.6"),
        danger: .d2,
        needs: [.ctap2, .pin],
        leaves: .undone,
        using: .change,
        tags: [.pin],
        because: """
            An owner who suspects that the PIN was seen has this one way out short of a reset. The temporary PIN is \
            shown at the terminal before it is set, so that nobody is locked out by a program that ends meanwhile; \
            with nobody at a terminal the PIN is left alone.
            """
    ) { key throws(CheckEnd) in
        let old = try await key.pin()
        // A token shows that this is the PIN before anything is changed.
        _ = try await key.token(.getAssertion, rpID: key.rpID)
        let minimum = Int(clamping: try key.information().minPINLength ?? 4)
        let temporary = KeyUnderTest.randomPIN(of: min(63, max(8, minimum)))
        try await key.context.show(temporary)
        // Whatever happens from here on, the run knows the way back.
        key.record.temporaryPIN = temporary
        let change = try key.change(old, to: temporary)
        if change == .pinPolicyViolation {
            throw .notApplicable("the key has rules for PINs, and does not take a random one of digits")
        }
        try demand(change == .success, "changePIN is answered \(change.name)")
        let reply = try await key.tokenReply(.getAssertion, rpID: key.rpID, by: temporary).answer
        guard reply.status == .success else {
            throw .failed(
                "changePIN is answered CTAP2_OK, and the new PIN \(reply.status.name): the key has the PIN from before "
                    + "or the one that was shown at the terminal"
            )
        }
        let back = try key.change(temporary, to: old)
        guard back == .success else {
            throw .failed(
                "the way back is answered \(back.name): the key's PIN is the temporary one that was shown at the "
                    + "terminal; `fido2-token -C DEVICE` changes it"
            )
        }
        _ = try await key.token(.getAssertion, rpID: key.rpID)
    }
}

extension KeyUnderTest {
    /// Digits of the system's generator: the run's own seed stands in its file.
    fileprivate static func randomPIN(of length: Int) -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Secret((0..<length).map { _ in UInt8.random(in: 0x30...0x39, using: &generator) })
    }
}
