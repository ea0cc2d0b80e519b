import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationStable = Self(
        "gi.stable",
        "a second getInfo says the same, but for what may change",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: """
            Clients ask once and remember. Encrypted identifiers change with each answer, and how many credentials still fit \
            changes with use; all else stays.
            """
    ) { key throws(CheckEnd) in
        let first = try key.information().tree
        let second = try key.call([CTAPCommand.getInfo.rawValue]).map()
        let mayChange: Set<AuthenticatorInformation.Member> = [
            .encIdentifier, .encCredStoreState, .remainingDiscoverableCredentials, .uvCountSinceLastPinEntry,
        ]
        let keys = Set((first.entries ?? []).map(\.key) + (second.entries ?? []).map(\.key))
        let changed = keys.compactMap(\.unsignedInteger)
            .filter { !mayChange.contains(.init(rawValue: $0)) && first[Int64($0)] != second[Int64($0)] }
            .sorted()
            .map { AuthenticatorInformation.Member(rawValue: $0).name }
        try demand(changed.isEmpty, "two answers in a row differ in \(changed.joined(separator: ", "))")
    }
}
