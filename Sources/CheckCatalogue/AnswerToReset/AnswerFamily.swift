import CapabilityProbe
import Checks
import DeviceTransport

extension Check where Subject == CardUnderTest {
    static let answerFamily = Self(
        "atr.ident",
        "the family that the answer to reset hints at is not gainsaid by the card's applications",
        clause: .touchstone("docs/checks.md"),
        because: """
            An answer to reset names a chip at best, and the same chip is in cards of many issuers: it is a hint with \
            its confidence, and never says that a card is an NHS card. Applications that belong to other series than \
            the hint are a card that nobody has described.
            """
    ) { card throws(CheckEnd) in
        let facts: SmartCardFacts
        do throws(TransportError) {
            facts = try SmartCardProbe.run(channel: card.channel, within: card.context.timing.answer)
        } catch {
            throw .unreachable(error)
        }
        let platforms = facts.hints.filter { $0.confidence != .observed }
        guard !platforms.isEmpty else { throw .notApplicable("the answer to reset hints at no family that is known") }
        for hint in platforms { card.context.note("\(hint.family), \(hint.confidence.rawValue)") }
        let series = Set(platforms.flatMap(\.possibleSeries))
        for application in facts.hints where application.confidence == .observed {
            card.context.note("answers for \(application.family)")
            let others = application.possibleSeries
            try demand(
                others.isEmpty || series.isEmpty || !series.isDisjoint(with: others),
                "the answer to reset hints at \(platforms[0].family), and the card answers for \(application.family)"
            )
        }
    }
}
