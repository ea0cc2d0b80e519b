import Checks

extension Check where Subject == KeyUnderTest {
    static let initializeUnique = Self(
        "hid.init-unique",
        "each CTAPHID_INIT on the broadcast channel gives another channel",
        clause: .ctap("11.2.9.1.3"),
        because: "Two programs that were given one channel would read each other's answers."
    ) { key throws(CheckEnd) in
        let channels = [
            try key.otherChannel("first"), try key.otherChannel("second"), try key.otherChannel("third"),
        ]
        try demand(
            Set(channels).count == channels.count,
            "three requests are given the channels \(channels.map(\.spelled).joined(separator: ", "))"
        )
    }
}
