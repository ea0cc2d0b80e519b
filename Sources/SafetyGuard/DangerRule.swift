/// One row of the tables in `docs/safety.md`: a command, when the row applies, its class, and why.
package struct DangerRule: Hashable, Sendable {
    /// The command as its specification names it.
    package let command: String
    /// What has to hold besides; empty where the command alone decides.
    package let condition: String
    package let danger: DangerClass
    /// Why the class is what it is, as a clause.
    package let reason: String

    package init(_ command: String, when condition: String = "", _ danger: DangerClass, because reason: String) {
        self.command = command
        self.condition = condition
        self.danger = danger
        self.reason = reason
    }

    /// The rule for whatever has no row: as dangerous as anything can be.
    package static func unlisted(_ command: String) -> Self {
        Self(command, .d4, because: "nobody has listed what it does")
    }

    /// The row in Markdown.
    package var row: String {
        let what = condition.isEmpty ? command : "\(command), \(condition)"
        return "| \(what) | \(danger) | \(reason) |"
    }
}
