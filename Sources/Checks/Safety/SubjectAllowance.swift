package import SafetyGuard

/// What one check may send: everything up to a class, and of what spends something only so many commands.
package struct SubjectAllowance: Hashable, Sendable {
    package let highest: DangerClass
    /// The class of the commands that are counted; `nil` where none may pass.
    package let counted: DangerClass?
    package let count: Int
    /// What may be done with the PIN that was given for the run.
    package let pinUse: PINUse

    private init(_ highest: DangerClass, counted: DangerClass?, count: Int, pinUse: PINUse = .none) {
        self.highest = highest
        self.pinUse = pinUse
        self.counted = counted
        self.count = count
    }

    /// Everything up to a class; what spends something is no part of it, whatever is asked for.
    package init(_ highest: DangerClass) {
        self.init(min(highest, .d2), counted: nil, count: 0)
    }

    /// What a check declares; one that spends something gets, for the rest, no more than a touch.
    package init(_ check: CheckDescription) {
        if check.danger > .d2 {
            self.init(.d1, counted: check.danger, count: check.spends)
        } else {
            self.init(check.danger, counted: nil, count: 0, pinUse: check.pinUse)
        }
    }

    /// What taking back needs that checks have left.
    static let undoing = Self(.d2, counted: nil, count: 0, pinUse: .change)
}
