/// A card's answer to reset, taken apart (ISO/IEC 7816-3:2006, 8.2).
///
/// What is against the rules but can be told apart is listed in ``problems``; only bytes that do not come out even
/// are refused.
package struct AnswerToReset: Hashable, Sendable {
    /// TS and 32 characters behind it (ISO/IEC 7816-3:2006, 8.1).
    package static let maximumLength = 33

    package enum Convention: Hashable, Sendable {
        /// TS is `3B`.
        case direct
        /// TS is `3F`.
        case inverse
    }

    /// TAi to TDi for one i.
    package struct InterfaceGroup: Hashable, Sendable {
        /// The i of TAi, from 1.
        package let index: Int
        /// The T of the TD that announced the group; `nil` for the first one, which T0 announces.
        package let announcedProtocol: UInt8?
        package let ta: UInt8?
        package let tb: UInt8?
        package let tc: UInt8?
        package let td: UInt8?
    }

    /// TCK, and whether it is as it should be (ISO/IEC 7816-3:2006, 8.2.5).
    package enum CheckByte: Hashable, Sendable {
        /// Rightly absent: T=0 alone is offered.
        case absent
        case correct
        case wrong(actual: UInt8, expected: UInt8)
        /// Absent although a protocol other than T=0 is offered.
        case missing(expected: UInt8)
        /// One byte too many although T=0 alone is offered, whatever it may be meant for.
        case undue(UInt8)
    }

    package let bytes: [UInt8]
    package let convention: Convention
    package let groups: [InterfaceGroup]
    /// T1 to TK.
    package let historicalBytes: [UInt8]
    package let checkByte: CheckByte

    /// Walks the answer from TS to TCK.
    ///
    /// - Throws: ``ParsingError`` when it is empty, too long, begins wrongly, or its lengths do not come out even.
    package init(parsing bytes: [UInt8]) throws(ParsingError) {
        guard let ts = bytes.first else { throw .empty }
        guard bytes.count <= Self.maximumLength else { throw .tooLong(bytes.count) }
        switch ts {
        case 0x3B: convention = .direct
        case 0x3F: convention = .inverse
        default: throw .initialCharacter(ts)
        }
        var walk = Walk(rest: bytes.dropFirst())
        let format = try walk.next("T0")
        self.bytes = bytes
        groups = try walk.groups(announcedBy: format)
        historicalBytes = try walk.historicalBytes(Int(format & 0x0F))
        checkByte = try Self.judge(Array(walk.rest), groups: groups, bytes: bytes)
    }

    private static func judge(
        _ rest: [UInt8],
        groups: [InterfaceGroup],
        bytes: [UInt8]
    ) throws(ParsingError) -> CheckByte {
        guard rest.count <= 1 else { throw .leftover(rest.count) }
        // The exclusive-or of T0 to TCK is zero.
        let expected = bytes.dropFirst().dropLast(rest.count).reduce(0, ^)
        guard groups.contains(where: { $0.td.map { $0 & 0x0F != 0 } ?? false }) else {
            return rest.first.map(CheckByte.undue) ?? .absent
        }
        guard let actual = rest.first else { return .missing(expected: expected) }
        return actual == expected ? .correct : .wrong(actual: actual, expected: expected)
    }
}

extension AnswerToReset {
    /// Bytes that are no answer to reset.
    package enum ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        case empty
        case tooLong(Int)
        case initialCharacter(UInt8)
        /// The bytes end before the named character.
        case truncated(before: String)
        /// More than a TCK follows the historical bytes.
        case leftover(Int)

        package var description: String {
            switch self {
            case .empty: "an empty answer to reset"
            case .tooLong(let count): "an answer to reset of \(count) bytes, 33 is the most"
            case .initialCharacter(let byte): "TS is \(spelled(byte)), neither 3B nor 3F"
            case .truncated(let character): "the answer to reset ends before \(character)"
            case .leftover(let count): "\(count) bytes follow the historical bytes"
            }
        }
    }

    private struct Walk {
        var rest: ArraySlice<UInt8>

        mutating func next(_ character: String) throws(ParsingError) -> UInt8 {
            guard let byte = rest.popFirst() else { throw .truncated(before: character) }
            return byte
        }

        private mutating func next(_ character: String, if announced: Bool) throws(ParsingError) -> UInt8? {
            announced ? try next(character) : nil
        }

        mutating func groups(announcedBy format: UInt8) throws(ParsingError) -> [InterfaceGroup] {
            var groups: [InterfaceGroup] = []
            var announcement: UInt8? = format
            while let current = announcement {
                let index = groups.count + 1
                let group = InterfaceGroup(
                    index: index,
                    announcedProtocol: index == 1 ? nil : current & 0x0F,
                    ta: try next("TA\(index)", if: current & 0x10 != 0),
                    tb: try next("TB\(index)", if: current & 0x20 != 0),
                    tc: try next("TC\(index)", if: current & 0x40 != 0),
                    td: try next("TD\(index)", if: current & 0x80 != 0)
                )
                if current & 0xF0 != 0 { groups.append(group) }
                announcement = group.td
            }
            return groups
        }

        mutating func historicalBytes(_ count: Int) throws(ParsingError) -> [UInt8] {
            guard rest.count >= count else { throw .truncated(before: "T\(rest.count + 1)") }
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
    }
}
