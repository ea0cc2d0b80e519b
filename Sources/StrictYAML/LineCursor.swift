/// Counts lines and columns: a line ends at LF, at CR, and once at CR LF.
struct LineCursor {
    private(set) var position = YAMLPosition.start
    private var afterReturn = false

    mutating func advance(over scalar: Unicode.Scalar) {
        let endsPair = afterReturn && scalar == "\n"
        afterReturn = scalar == "\r"
        if endsPair { return }
        position =
            scalar == "\n" || scalar == "\r"
            ? YAMLPosition(line: position.line + 1, column: 1)
            : YAMLPosition(line: position.line, column: position.column + 1)
    }
}
