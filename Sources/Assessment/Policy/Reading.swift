/// One of the eighteen places where the page can be read in more than one way.
///
/// Each has a default that a policy file can change; a verdict that depended on one names it. `docs/readings.md` tells
/// the story of each.
package enum Reading: Int, CaseIterable, Sendable {
    case a01 = 1
    case a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, a12, a13, a14, a15, a16, a17, a18

    /// `A03`.
    package var id: String {
        rawValue < 10 ? "A0\(rawValue)" : "A\(rawValue)"
    }

    /// Finds a reading by its id, in either case.
    package init?(id: some StringProtocol) {
        guard id.utf8.count == 3, id.lowercased().hasPrefix("a"), let number = Int(id.dropFirst()) else { return nil }
        self.init(rawValue: number)
    }

    /// What is open, as a question.
    package var question: String {
        switch self {
        case .a01: "Do footnote numbers count within their own table?"
        case .a02: "Where does the Credential Management footnote apply?"
        case .a03: "What holds where the system table and the authenticator table disagree about a browser?"
        case .a04: "Does macOS, named only in the authenticator table, count as a listed operating system?"
        case .a05: "Does iPadOS, named only in the authenticator table, count as a listed operating system?"
        case .a06: "What is a release newer than the newest tested one?"
        case .a07: "Does the end of the vendor’s support bear on the verdict?"
        case .a08: "What of Windows editions that the page does not name?"
        case .a09: "What is a browser outside the release window?"
        case .a10: "What is one release of a browser?"
        case .a11: "May the Chrome extension be installed, which can be used and is Retired?"
        case .a12: "What of printer drivers, which are named and have no table?"
        case .a13: "Which page’s minimum holds for iPadOS?"
        case .a14: "Is a kiosk mode a private browsing mode?"
        case .a15: "What proves a FIDO certification level?"
        case .a16: "What of authenticators that the sign-in service offers and this edition does not name?"
        case .a17: "Is the page’s misspelt column read as what it means?"
        case .a18: "Is an authenticator that only a footnote names a row of its own?"
        }
    }
}

/// A set of readings, cheap enough to keep for every cell.
package struct ReadingSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package init(_ reading: Reading) {
        self.init(rawValue: 1 << UInt32(reading.rawValue))
    }

    /// The members in the order of their numbers.
    package var readings: [Reading] {
        Reading.allCases.filter { contains(Self($0)) }
    }
}
