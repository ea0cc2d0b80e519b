import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let observedStatuses = Self(
        "ob.status",
        "every status of the run is one that the specification names",
        clause: .ctap("8.2"),
        needs: [.ctap2],
        tags: [.observer],
        because: """
            Numbers that nobody has named tell a platform nothing. Those for extensions and vendors are noted, and \
            let pass.
            """
    ) { key throws(CheckEnd) in
        let statuses = Set(key.record.log.exchanges.map(\.reply.status))
        guard !statuses.isEmpty else { throw .notApplicable("no check of the run was given an answer") }
        let own = statuses.filter { $0.rawValue >= 0xE0 }
        for status in own.sorted(by: { $0.rawValue < $1.rawValue }) { key.context.note(status.name) }
        let unnamed = statuses.filter { !own.contains($0) && $0.name.hasPrefix("CTAP status") }.map(\.name).sorted()
        try demand(unnamed.isEmpty, unnamed.joined(separator: ", "))
    }
}
