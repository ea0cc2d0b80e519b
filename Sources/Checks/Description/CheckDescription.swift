package import SafetyGuard

/// What is known of a check before it runs.
package struct CheckDescription: Hashable, Sendable, Identifiable {
    package let id: CheckID
    /// What holds when it passes, as a clause.
    package let title: String
    package let clause: Clause
    /// The highest class among the commands that it sends; the guard lets it send no higher one.
    package let danger: DangerClass
    package let kind: CheckedKind
    /// What a device must be or have for the check to apply, as clauses.
    package let needs: [String]
    package let leaves: Residue
    /// How many commands of class D3 or D4 it sends at most.
    package let spends: Int
    /// What it does with the PIN that somebody gives for the run.
    package let pinUse: PINUse
    package let start: CheckStart
    package let tags: Set<CheckTag>
    /// Why it matters and how it is found out, in sentences.
    package let explanation: String
}
