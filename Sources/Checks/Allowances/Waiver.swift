package import CTAPMessages
package import Vocabulary

/// A written reason why a failure is accepted until a day.
///
/// It changes no outcome: what failed has failed, and every report says that it is waived.
package struct Waiver: Hashable, Sendable {
    /// Which device it is granted for; never all.
    package enum Subject: Hashable, Sendable {
        /// Keys of a model.
        case aaguid(AAGUID)
        /// Readers with a name, which may be of a whole model.
        case reader(String)
        /// One device, by ``CheckedModel/serialSHA256``.
        case serialSHA256(String)
    }

    /// The check, or several by `*`.
    package let pattern: IDPattern
    package let subject: Subject
    package let justification: String
    /// Who answers for it.
    package let grantor: String
    /// The last day on which it counts.
    package let lastDay: CalendarDate

    /// Whether it is granted for a check of a key, or of a reader and what is in it.
    func covers(_ id: CheckID, ofReader isOfReader: Bool, on model: CheckedModel) -> Bool {
        guard pattern.matches(id) else { return false }
        return switch subject {
        case .aaguid(let aaguid): !isOfReader && model.aaguid == aaguid
        case .reader(let name): isOfReader && model.name == name
        case .serialSHA256(let digest): model.serialSHA256 == digest
        }
    }

    /// What reports say of it.
    var sentence: String { "\(justification) (\(grantor), until \(lastDay))" }
}
