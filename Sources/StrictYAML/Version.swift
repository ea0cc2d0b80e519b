/// A version as dotted numbers, such as `138.0.3351.83`.
///
/// Missing numbers count as zero, so `4.1` and `4.1.0` are one version; the text keeps the spelling. It is never read as a
/// decimal fraction: `10.10` is later than `10.9`.
package struct Version: Sendable, Comparable, CustomStringConvertible {
    package let components: [Int]
    /// The version as it was written, leading zeros included.
    package let description: String

    /// Reads dotted decimal numbers, at most eight of at most nine digits each.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 8, omittingEmptySubsequences: false)
        guard parts.count <= 8 else { return nil }
        var components: [Int] = []
        for part in parts {
            guard (1...9).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(part)
            else { return nil }
            components.append(number)
        }
        self.components = components
        description = text
    }

    /// The first number: a browser's milestone, an operating system's release.
    package var major: Int { components.first ?? 0 }

    private var significant: ArraySlice<Int> {
        components[...(components.lastIndex { $0 != 0 } ?? components.startIndex)]
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.significant.lexicographicallyPrecedes(right.significant)
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.significant == right.significant
    }
}

extension Version: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(significant) }
}
