/// A command as the card takes it apart (ISO/IEC 7816-4:2020, 5.2).
struct CommandFields {
    let cla: UInt8
    let ins: UInt8
    let p1: UInt8
    let p2: UInt8
    let data: [UInt8]
    /// How many bytes the sender will take; `nil` when there is no Le field.
    let expected: Int?
    let isExtended: Bool

    /// Nothing when the length fields and the number of bytes disagree.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 4 else { return nil }
        let body = bytes.dropFirst(4)
        let lengths: (data: ArraySlice<UInt8>, expected: Int?, isExtended: Bool)?
        if body.count > 1, body.first == 0 {
            lengths = Self.extendedLengths(body.dropFirst())
        } else {
            lengths = Self.shortLengths(body)
        }
        guard let lengths else { return nil }
        (cla, ins, p1, p2) = (bytes[0], bytes[1], bytes[2], bytes[3])
        data = Array(lengths.data)
        expected = lengths.expected
        isExtended = lengths.isExtended
    }

    /// The same command with other data: the end of a chain speaks for all of it.
    init(_ last: CommandFields, data: [UInt8]) {
        (cla, ins, p1, p2) = (last.cla, last.ins, last.p1, last.p2)
        self.data = data
        expected = last.expected
        isExtended = last.isExtended
    }

    private static func shortLengths(
        _ body: ArraySlice<UInt8>
    ) -> (data: ArraySlice<UInt8>, expected: Int?, isExtended: Bool)? {
        guard let first = body.first else { return ([], nil, false) }
        if body.count == 1 { return ([], first == 0 ? 256 : Int(first), false) }
        let rest = body.dropFirst()
        let count = Int(first)
        if rest.count == count { return (rest, nil, false) }
        guard rest.count == count + 1, let le = rest.last else { return nil }
        return (rest.dropLast(), le == 0 ? 256 : Int(le), false)
    }

    /// Reads what follows the zero byte that announces extended length.
    private static func extendedLengths(
        _ body: ArraySlice<UInt8>
    ) -> (data: ArraySlice<UInt8>, expected: Int?, isExtended: Bool)? {
        guard body.count >= 2 else { return nil }
        let number = bigEndian(body.prefix(2))
        let rest = body.dropFirst(2)
        if rest.isEmpty { return ([], number == 0 ? 65_536 : number, true) }
        guard number > 0 else { return nil }
        if rest.count == number { return (rest, nil, true) }
        guard rest.count == number + 2 else { return nil }
        let le = bigEndian(rest.suffix(2))
        return (rest.dropLast(2), le == 0 ? 65_536 : le, true)
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
