import DeviceTransport

/// What a guard lets pass.
struct Allowance: Sendable {
    /// A higher class for a while.
    struct Raise: Sendable {
        let highest: DangerClass
        /// How many more commands that spend something limited may pass.
        var triesLeft: Int
    }

    let highest: DangerClass
    /// `nil` for as long as nobody has raised the allowance.
    var raise: Raise?

    init(highest: DangerClass) {
        self.highest = highest
    }

    /// Whether a guard has nothing to look for.
    var isUnlimited: Bool { highest == .d4 }

    /// Lets a command pass, or says why not.
    ///
    /// - Throws: ``TransportError`` with `refusedByGuard` when the command's class lies above the allowance.
    func check(_ rule: DangerRule, on subject: String) throws(TransportError) {
        guard rule.danger > highest else { return }
        throw refusal(of: rule, on: subject, "no more than \(highest) is allowed here")
    }

    /// The same under a raise, where a command that spends something limited counts.
    mutating func admit(_ rule: DangerRule, on subject: String) throws(TransportError) {
        guard let raise, rule.danger > highest, rule.danger <= raise.highest else {
            return try check(rule, on: subject)
        }
        guard rule.danger >= .d3 else { return }
        guard raise.triesLeft > 0 else { throw refusal(of: rule, on: subject, "what was allowed has been spent") }
        self.raise?.triesLeft -= 1
    }

    private func refusal(of rule: DangerRule, on subject: String, _ consequence: String) -> TransportError {
        TransportError(
            .refusedByGuard,
            operation: rule.command,
            subject: subject,
            detail: "\(rule.danger) (\(rule.danger.meaning)): \(rule.reason); \(consequence)"
        )
    }
}
