extension CommandAPDU {
    /// Bytes that are no command of any of the seven cases.
    package enum ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        /// Fewer than the four bytes of the header.
        case tooShort(Int)
        /// Lc says another number of bytes than follow.
        case lengthMismatch(announced: Int, following: Int)
        /// An extended Lc of zero, which no case has.
        case emptyExtendedData
        /// A zero as length byte with one byte behind it: neither short nor extended.
        case halfLength

        package var description: String {
            switch self {
            case .tooShort(let count): "a command of \(count) bytes"
            case .lengthMismatch(let announced, let following):
                "a command that announces \(announced) bytes of data, with \(following) bytes following"
            case .emptyExtendedData: "a command with an extended length of zero"
            case .halfLength: "a command with half an extended length"
            }
        }
    }

    /// Reads a command of any of the seven cases (ISO/IEC 7816-3:2006, 12.1.3).
    ///
    /// - Throws: ``ParsingError`` when the lengths do not come out even.
    package init(parsing bytes: [UInt8]) throws(ParsingError) {
        guard bytes.count >= 4 else { throw .tooShort(bytes.count) }
        let body = bytes.dropFirst(4)
        self.init(instructionClass: bytes[0], instruction: bytes[1], p1: bytes[2], p2: bytes[3])
        guard let first = body.first else { return }
        if body.count == 1 {
            expectedLength = first == 0 ? 0x100 : Int(first)
        } else if first != 0 {
            try read(data: Int(first), from: body.dropFirst())
        } else {
            try readExtended(body.dropFirst())
        }
    }

    private mutating func readExtended(_ body: ArraySlice<UInt8>) throws(ParsingError) {
        guard body.count >= 2 else { throw .halfLength }
        lengthForm = .extended
        let number = body.prefix(2).reduce(0) { $0 << 8 | Int($1) }
        if body.count == 2 {
            expectedLength = number == 0 ? 0x1_0000 : number
        } else {
            guard number > 0 else { throw .emptyExtendedData }
            try read(data: number, from: body.dropFirst(2))
        }
    }

    private mutating func read(data count: Int, from body: ArraySlice<UInt8>) throws(ParsingError) {
        let rest = body.dropFirst(count)
        guard body.count >= count, rest.isEmpty || rest.count == (lengthForm == .short ? 1 : 2) else {
            throw .lengthMismatch(announced: count, following: body.count)
        }
        data = Array(body.prefix(count))
        guard !rest.isEmpty else { return }
        let number = rest.reduce(0) { $0 << 8 | Int($1) }
        expectedLength = number == 0 ? lengthForm.longestAnswer : number
    }
}
