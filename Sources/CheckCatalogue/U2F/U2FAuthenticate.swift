import Checks
import ISO7816
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let u2fAuthentication = Self(
        "u2f.authenticate",
        "U2F_AUTHENTICATE signs with the key that was registered, and says that somebody was there",
        clause: .u2f("5.4"),
        danger: .d1,
        needs: [.u2f],
        leaves: .counter,
        tags: [.touch],
        because: "It is what old relying parties still use, and what a browser falls back to."
    ) { key throws(CheckEnd) in
        let registration = try key.registerU2F()
        let challenge = key.context.bytes("second challenge")
        let handle = [UInt8(registration.handle.count)] + registration.handle
        let answer = try key.touchedU2F(0x02, 0x03, challenge + registration.application + handle)
        try demand(answer.statusWord == .success, "U2F_AUTHENTICATE is answered \(answer.statusWord)")
        try demand(answer.data.first.map { $0 & 0x01 } == 0x01, "the answer says that nobody was there")
        try demand(
            registration.verifies(answer.data, challenge: challenge),
            "the signature does not verify under the registered key"
        )
    }
}
