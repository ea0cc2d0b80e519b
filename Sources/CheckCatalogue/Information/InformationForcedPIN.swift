import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationForcedPIN = Self(
        "gi.forcepin",
        "the key does not demand a new PIN before it is used",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: """
            A key in this state gives no token for its PIN, so nobody can sign in with it on a kiosk, where no PIN \
            can be changed.
            """
    ) { key throws(CheckEnd) in
        try demand(
            try key.information().forcePINChange != true,
            "forcePINChange is set: the PIN has to be changed first"
        )
    }
}
