import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationCertifications = Self(
        "gi.certs",
        "each certification that the key claims has a level that there is",
        clause: .ctap("7.3"),
        needs: [.ctap2],
        because: """
            The list proves nothing; a level that does not exist shows that nobody has read it before the key was \
            sold.
            """
    ) { key throws(CheckEnd) in
        guard let certifications = try key.information().certifications else {
            throw .notApplicable("the key claims no certification")
        }
        let ranges: [String: ClosedRange<UInt64>] = [
            "FIPS-CMVP-2": 1...4, "FIPS-CMVP-3": 1...4, "FIPS-CMVP-2-PHY": 1...4, "FIPS-CMVP-3-PHY": 1...4,
            "CC-EAL": 1...7, "FIDO": 1...6, "CCN-CPSTIC": 1...1,
        ]
        var names: Set<String> = []
        for claim in certifications {
            try demand(names.insert(claim.name).inserted, "\(claim.name) is claimed twice")
            guard let range = ranges[claim.name] else {
                key.context.note("\(claim.name) is in no published list of certifications")
                continue
            }
            try demand(range.contains(claim.level), "\(claim.name) is claimed with level \(claim.level)")
        }
    }
}
