import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let observedSpelling = Self(
        "ob.canonical",
        "every answer of the run was in canonical form",
        clause: .ctap("8"),
        needs: [.ctap2],
        tags: [.observer],
        because: "Looks at each answer that a check was given, whatever it was about."
    ) { key throws(CheckEnd) in
        let answers = key.record.log.exchanges.map(\.reply).filter { !$0.body.isEmpty }
        guard !answers.isEmpty else { throw .notApplicable("no check of the run was given an answer") }
        var found: Set<String> = []
        for answer in answers {
            if answer.status != .success { found.insert("\(answer.command.name): bytes behind \(answer.status.name)") }
            guard let item = try? CBORItem(parsing: answer.body) else {
                found.insert("\(answer.command.name): no CBOR")
                continue
            }
            for finding in item.canonicalFindings() { found.insert("\(answer.command.name): \(finding)") }
        }
        try demand(found.isEmpty, found.sorted().prefix(5).joined(separator: "; "))
        key.context.note("\(answers.count) answers")
    }
}
