import CBORTree
import Checks
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let managementMetadata = Self(
        "cm.meta",
        "a stored credential is counted, and takes no room that was not there",
        clause: .ctap("6.8.2"),
        danger: .d2,
        needs: [.ctap2, .storage, .pin],
        leaves: .undone,
        using: .tokens,
        tags: [.touch, .pin],
        because: "Platforms warn by these numbers before a key is full, and people find forgotten accounts by them."
    ) { key throws(CheckEnd) in
        let before = try await key.counts()
        try demand(before.existing <= 1 << 20, "the key says that it has \(before.existing) credentials")
        _ = try await key.store()
        let after = try await key.counts()
        try demand(
            after.existing == before.existing + 1,
            "one credential more takes the count from \(before.existing) to \(after.existing)"
        )
        try demand(
            after.remaining <= before.remaining,
            "one credential more takes the room from \(before.remaining) to \(after.remaining)"
        )
        key.context.note("\(before.existing) credentials, room for \(before.remaining)")
    }
}

extension KeyUnderTest {
    /// What getCredsMetadata says.
    fileprivate func counts() async throws(CheckEnd) -> (existing: UInt64, remaining: UInt64) {
        let map = try manage(.getCredsMetadata, by: try await token(.credentialManagement)).map()
        return (
            try demand(map[0x01]?.unsignedInteger, "getCredsMetadata does not say how many credentials there are"),
            try demand(map[0x02]?.unsignedInteger, "getCredsMetadata does not say how much room there is")
        )
    }
}
