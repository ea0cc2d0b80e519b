import DeviceTransport

/// What a guard lets pass.
struct Allowance: Sendable {
    let highest: DangerClass

    /// Whether a guard has nothing to look for.
    var isUnlimited: Bool { highest == .d4 }

    /// Lets a command pass, or says why not.
    ///
    /// - Throws: ``TransportError`` with `refusedByGuard` when the command's class lies above the allowance.
    func check(_ rule: DangerRule, on subject: String) throws(TransportError) {
        guard rule.danger > highest else { return }
        throw TransportError(
            .refusedByGuard,
            operation: rule.command,
            subject: subject,
            detail: "\(rule.danger) (\(rule.danger.meaning)): \(rule.reason); no more than \(highest) is allowed here"
        )
    }
}
