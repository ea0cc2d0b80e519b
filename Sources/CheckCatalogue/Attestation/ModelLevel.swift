import Checks
import CTAPMessages
import FIDOMetadata
import FoundationEssentials
import Vocabulary

extension Check where Subject == KeyUnderTest {
    static let modelLevel = Self(
        "at.level",
        "the model holds level 2 or above today, and nothing speaks against it",
        clause: .metadata("3.1.3"),
        needs: [.ctap2],
        tags: [.attestation, .metadata],
        because: """
            The specification of NHS England asks for it, and a level can be lost: by a revocation, by a compromise, or \
            by a later certificate. It is the level of the model that the key claims to be; that it is of that model \
            is what at.anchor tells.
            """
    ) { key throws(CheckEnd) in
        let level = try key.levelToday()
        for sentence in level.explanation { key.context.note(sentence) }
        guard let held = level.level else { throw .failed(level.explanation.joined(separator: " ")) }
        try demand(held >= .l2, "the model holds \(held) on \(level.date)")
    }
}

extension KeyUnderTest {
    /// What the reports on the key's model come to for its firmware, today.
    func levelToday() throws(CheckEnd) -> LevelAssessment {
        let firmware = try information().firmwareVersion
        return LevelAssessment(of: try metadataEntry(), firmware: firmware, at: CalendarDate(Date()))
    }
}
