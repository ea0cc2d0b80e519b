import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationLimits = Self(
        "gi.limits",
        "the limits leave room for what every client sends",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: """
            A message of 1024 bytes is what a platform assumes where a key says nothing; fewer, or a list of no \
            credentials, is no use.
            """
    ) { key throws(CheckEnd) in
        let information = try key.information()
        if let size = information.maxMsgSize {
            try demand(size >= 1024, "maxMsgSize is \(size), below 1024")
            try demand(
                size <= UInt64(CTAPHIDMessage.maximumPayload),
                "maxMsgSize is \(size), more than CTAPHID can carry"
            )
        }
        if let count = information.maxCredentialCountInList {
            try demand(count > 0, "maxCredentialCountInList is 0")
        }
        if let length = information.maxCredentialIdLength {
            try demand(length > 0, "maxCredentialIdLength is 0")
            try demand(length <= 1023, "maxCredentialIdLength is \(length), above WebAuthn's 1023")
        }
    }
}
