package import StrictYAML

/// Which assessment this is, for the reports and the archive.
///
/// Nobody has to be named: `assessor` may be a role, and stays out when it is left out.
package struct AssessmentIdentity: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case id, title, lab, assessor, notes
    }

    /// The name of the build in file names and in the ledger, such as `ward-kiosk`.
    package let id: Located<String>
    package let title: Located<String>?
    package let lab: Located<String>?
    package let assessor: Located<String>?
    package let notes: Located<String>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        title = keys[.title]?.string()
        lab = keys[.lab]?.string()
        assessor = keys[.assessor]?.string()
        notes = keys[.notes]?.string()
        guard let id = keys.required(.id)?.identifier() else { return nil }
        self.id = id
    }
}
