package import SafetyGuard

/// One thing that a device is held to: a value, so that checks can be listed, chosen and counted without running any.
///
/// The body asks the subject and returns when all was well; it ends early by throwing how it ends
/// ([0055](docs/decisions/0055-checks-end-by-throwing.md)).
package struct Check<Subject>: Sendable {
    package let description: CheckDescription
    package let needs: [Need<Subject>]
    package let body: @Sendable (Subject) async throws(CheckEnd) -> Void

    init(
        description: CheckDescription,
        needs: [Need<Subject>],
        body: @escaping @Sendable (Subject) async throws(CheckEnd) -> Void
    ) {
        self.description = description
        self.needs = needs
        self.body = body
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
        start: CheckStart = .asItIs,
        tags: Set<CheckTag> = [],
        because explanation: String,
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
                start: start,
                tags: tags,
                explanation: explanation
            ),
            needs: needs,
            body: body
        )
    }
}
