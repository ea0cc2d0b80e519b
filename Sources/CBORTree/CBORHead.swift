/// The number in the head of a data item, with the width it was written in (RFC 8949, 3).
///
/// The same number may stand in five widths; canonical form demands the shortest, so the width is part of what a
/// device said.
package struct CBORHead: Hashable, Sendable {
    /// How many bytes follow the first one to hold the number.
    package enum Width: UInt8, Hashable, Sendable, Comparable, CaseIterable {
        /// The number sits in the first byte itself.
        case immediate = 0
        case one = 1
        case two = 2
        case four = 4
        case eight = 8

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        /// The shortest width that holds a number.
        package init(holding number: UInt64) {
            self =
                switch number {
                case 0..<24: .immediate
                case 24...0xFF: .one
                case 0x100...0xFFFF: .two
                case 0x1_0000...0xFFFF_FFFF: .four
                default: .eight
                }
        }
    }

    package let value: UInt64
    package let width: Width

    /// A number in its shortest width.
    package init(_ value: UInt64) {
        self.value = value
        width = Width(holding: value)
    }

    /// A number in a chosen width, or the shortest that holds it where the chosen one is too narrow.
    package init(_ value: UInt64, width: Width) {
        self.value = value
        self.width = max(width, Width(holding: value))
    }

    package var isShortest: Bool { width == Width(holding: value) }
}
