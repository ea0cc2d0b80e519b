/// One device as libumockdev's text format describes it: a paragraph of path, node, properties and attributes.
struct DeviceRecord: Hashable, Sendable {
    /// The path below `/sys`.
    let path: String
    /// The device node below `/dev`.
    var node: String?
    var properties: [(String, String)] = []
    var attributes: [(String, String)] = []
    var binaryAttributes: [(String, String)] = []

    init(path: String, subsystem: String) {
        self.path = path
        properties = [("SUBSYSTEM", subsystem)]
    }

    /// Adds a property unless there is no value.
    mutating func set(property name: String, _ value: String?) {
        guard let value else { return }
        properties.append((name, Self.singleLine(value)))
    }

    /// Adds a sysfs attribute unless there is no value.
    mutating func set(attribute name: String, _ value: String?) {
        guard let value else { return }
        attributes.append((name, Self.singleLine(value)))
    }

    var text: String {
        var lines = ["P: \(path)"]
        if let node { lines.append("N: \(node)") }
        lines += properties.map { "E: \($0.0)=\($0.1)" }
        // In this format a backslash escapes the next character, and sysfs ends each attribute with a line feed. libumockdev
        // makes a link named after the value of `dev`, so that one must do without.
        lines += attributes.map { name, value in
            "A: \(name)=\(value.replacing("\\", with: "\\\\"))\(name == "dev" ? "" : "\\n")"
        }
        lines += binaryAttributes.map { "H: \($0.0)=\($0.1)" }
        return lines.joined(separator: "\n") + "\n\n"
    }

    /// A line feed in a value would start another line of the description.
    private static func singleLine(_ value: String) -> String {
        String(value.map { $0.isNewline ? " " : $0 })
    }

    static func == (left: Self, right: Self) -> Bool { left.text == right.text }

    func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}
