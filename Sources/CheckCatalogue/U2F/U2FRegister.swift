import Checks
import ISO7816
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let u2fRegistration = Self(
        "u2f.register",
        "U2F_REGISTER makes a key that the key itself knows again",
        clause: .u2f("4.3"),
        danger: .d1,
        needs: [.u2f],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: """
            The answer is taken apart byte by byte, and the handle asked about in check-only mode, which is answered \
            6985.
            """
    ) { key throws(CheckEnd) in
        let registration = try key.registerU2F()
        let handle = [UInt8(registration.handle.count)] + registration.handle
        let answer = try key.u2f(0x02, 0x07, key.context.bytes("second") + registration.application + handle)
        try demand(
            answer.statusWord == .conditionsNotSatisfied,
            "the new key handle is answered \(answer.statusWord) in check-only mode"
        )
    }
}
