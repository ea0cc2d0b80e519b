/// A release as vendors name it, with an order where the vendor's names have one.
///
/// Two spellings are understood: dotted numbers (`8.1`, `16.4.1`) and the Windows half-year names (`24H2`, and `2004`
/// for what came before `20H2`). Anything else is kept as text and compares with nothing, so that a rule about
/// "newer than" can say that it does not know rather than guess.
package struct ReleaseName: Hashable, Sendable {
    package let text: String
    private let order: Order?

    private enum Order: Hashable {
        case numbers([Int])
        case halfYear(year: Int, month: Int)
    }

    package init(_ text: String) {
        self.text = text
        order = Self.halfYear(text) ?? Self.numbers(text)
    }

    /// True, false, or nil when the two names have no common order.
    package func isNewer(than other: Self) -> Bool? {
        switch (order, other.order) {
        case (.numbers(let left), .numbers(let right)):
            Self.isLater(left, than: right)
        case (.halfYear(let leftYear, let leftMonth), .halfYear(let rightYear, let rightMonth)):
            (leftYear, leftMonth) > (rightYear, rightMonth)
        default:
            nil
        }
    }

    /// The first number of a dotted release: 17 for `17.2`.
    package var major: Int? {
        guard case .numbers(let numbers) = order else { return nil }
        return numbers.first
    }

    private static func numbers(_ text: String) -> Order? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 8 else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard (1...9).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        return .numbers(numbers)
    }

    /// Windows 10 went from year and month (`1507`…`2004`) to year and half (`20H2`…); both mean a time of release.
    private static func halfYear(_ text: String) -> Order? {
        let bytes = Array(text.utf8)
        guard bytes.count == 4, let year = Int(text.prefix(2)) else { return nil }
        if bytes[2] == UInt8(ascii: "H") || bytes[2] == UInt8(ascii: "h") {
            guard bytes[3] == UInt8(ascii: "1") || bytes[3] == UInt8(ascii: "2") else { return nil }
            return .halfYear(year: year, month: bytes[3] == UInt8(ascii: "1") ? 6 : 12)
        }
        guard bytes.allSatisfy({ (0x30...0x39).contains($0) }), let month = Int(text.suffix(2)),
            (1...12).contains(month), year >= 15
        else { return nil }
        return .halfYear(year: year, month: month)
    }

    /// Missing numbers count as zero: 16 and 16.0 are one release.
    private static func isLater(_ left: [Int], than right: [Int]) -> Bool {
        for index in 0..<max(left.count, right.count) {
            let (one, other) = (index < left.count ? left[index] : 0, index < right.count ? right[index] : 0)
            if one != other { return one > other }
        }
        return false
    }
}

extension ReleaseName: CustomStringConvertible {
    package var description: String { text }
}
