/// The order of USB ports as people count: `1-2` before `1-10`, a hub before what hangs on it.
enum PortOrder {
    /// Whether one port comes first; `nil` when they are the same.
    ///
    /// What has no port comes last.
    static func precedes(_ left: String?, _ right: String?) -> Bool? {
        guard left != right else { return nil }
        guard let left, let right else { return left != nil }
        let (leftNumbers, rightNumbers) = (numbers(left), numbers(right))
        return leftNumbers == rightNumbers ? left < right : leftNumbers.lexicographicallyPrecedes(rightNumbers)
    }

    private static func numbers(_ port: String) -> [Int] {
        port.split { !$0.isNumber }.map { Int($0) ?? .max }
    }
}
