package import SafetyGuard

/// One thing that a device is held to: a value, so that checks can be listed, chosen and counted without running any.
///
/// The body asks the subject and returns when all was well; it ends early by throwing how it ends
/// ([0055](docs/decisions/0055-checks-end-by-throwing.md)).
package struct Check<Subject>: Sendable {
    package let description: CheckDescription
    package let needs: [Need<Subject>]
    package let body: @Sendable (Subject) async throws(CheckEnd) -> Void
    /// What is done before the device is pulled, of a check that begins with that; `nil` where nothing is.
    package let preparation: (@Sendable (Subject) async throws(CheckEnd) -> Void)?

    init(
        description: CheckDescription,
        needs: [Need<Subject>],
        preparation: (@Sendable (Subject) async throws(CheckEnd) -> Void)? = nil,
        body: @escaping @Sendable (Subject) async throws(CheckEnd) -> Void
    ) {
        self.description = description
        self.needs = needs
        self.preparation = preparation
        self.body = body
    }

    /// The part before the device is pulled as a check of its own, and the part behind it; `nil` where it has one part.
    var parts: (before: Self, after: Self)? {
        preparation.map { preparation in
            (
                Self(description: description, needs: needs, body: preparation),
                Self(description: description, needs: [], body: body)
            )
        }
    }
}

extension Check where Subject: CheckSubject {
    package init(
        _ id: CheckID,
        _ title: String,
        clause: Clause,
        danger: DangerClass = .d0,
        needs: [Need<Subject>] = [],
        leaves: Residue = .nothing,
        spends: Int = 0,
        using pinUse: PINUse = .none,
        start: CheckStart = .asItIs,
        tags: Set<CheckTag> = [],
        because explanation: String,
        beforeReplug preparation: (@Sendable (Subject) async throws(CheckEnd) -> Void)? = nil,
        body: @escaping @Sendable (Subject) async throws(CheckEnd) -> Void
    ) {
        self.init(
            description: CheckDescription(
                id: id,
                title: title,
                clause: clause,
                danger: danger,
                kind: Subject.kind,
                needs: needs.map(\.text),
                leaves: leaves,
                spends: spends,
                pinUse: pinUse,
                start: start,
                tags: tags,
                explanation: explanation
            ),
            needs: needs,
            preparation: preparation,
            body: body
        )
    }
}
