import StrictYAML

/// A Windows feature release as Settings shows it: `24H2`, and `1909` before there were halves.
///
/// Ordered by time, which text is not: `2004` came before `20H2`.
package struct WindowsDisplayVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let description: String
    private let year: Int
    private let month: Int

    /// Reads two digits, `H` and the half, or the four digits of year and month.
    package init?(_ text: String) {
        let characters = Array(text.utf8)
        guard characters.count == 4, characters.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x48 }),
            let year = Int(text.prefix(2))
        else { return nil }
        switch text.dropFirst(2) {
        // A first half comes out in spring and a second in autumn, between the months that were once written out.
        case "H1": month = 5
        case "H2": month = 10
        case let digits:
            guard let month = Int(digits), (1...12).contains(month), (15...20).contains(year) else { return nil }
            self.month = month
        }
        self.year = year
        description = text
    }

    /// Whether the product has, or may yet have, this release; what has no end of releases is not guessed at.
    func exists(in product: Version) -> Bool {
        switch product.major {
        case 11: (year, month) >= (21, 10)
        case 10: (year, month) <= (22, 10)
        default: false
        }
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}
