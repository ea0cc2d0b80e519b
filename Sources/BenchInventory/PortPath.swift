/// The kernel's way to name a USB port: bus, then the port on each hub, as in `1-2.4`.
enum PortPath {
    /// Whether a text has that form.
    static func isWellFormed(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        let numbers = [parts[0]] + parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return numbers.allSatisfy { number in
            (1...3).contains(number.utf8.count) && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
    }

    /// Port 2 comes before port 10.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let (leftNumbers, rightNumbers) = (numbers(left), numbers(right))
        guard leftNumbers != rightNumbers else { return left < right }
        return leftNumbers.lexicographicallyPrecedes(rightNumbers)
    }

    private static func numbers(_ text: String) -> [Int] {
        text.split { !$0.isNumber }.map { Int($0) ?? .max }
    }
}
