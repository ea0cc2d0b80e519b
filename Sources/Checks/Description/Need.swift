package import SafetyGuard

/// What a check wants of its subject before it begins.
///
/// A need that is not met ends the check as not applicable, with its reason; one that cannot be found out ends it as
/// not run. Some needs are met by doing something, such as making a credential; those have a class of their own.
package struct Need<Subject>: Sendable {
    /// What is needed, as a clause: `CTAP 2.1`.
    package let text: String
    /// The class of what is sent to meet it.
    package let danger: DangerClass
    package let meet: @Sendable (Subject) async throws(CheckEnd) -> Void

    package init(
        _ text: String,
        danger: DangerClass = .d0,
        meet: @escaping @Sendable (Subject) async throws(CheckEnd) -> Void
    ) {
        self.text = text
        self.danger = danger
        self.meet = meet
    }
}
