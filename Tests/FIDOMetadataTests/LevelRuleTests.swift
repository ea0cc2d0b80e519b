import FIDOMetadata
import Testing
import Vocabulary

/// The level rule on reports that production never showed, and on those that it did.
struct LevelRuleTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        /// `STATUS@date/version~sunset`, each part optional.
        let reports: [String]
        var firmware: UInt64? = 10
        var statementVersion: UInt64? = 1
        var date = "2025-06-01"
        let expected: LevelAssessment.Outcome
        /// Position of the deciding report.
        var deciding: Int? = 0

        var testDescription: String { name }
    }

    static let cases: [Case] =
        ladder + dates + firmware + undesired + compromises + fips

    private static let ladder: [Case] =
        zip(
            ["L1", "L1plus", "L2", "L2plus", "L3", "L3plus"],
            CertificationLevel.allCases
        )
        .map { name, level in
            Case(name: name, reports: ["FIDO_CERTIFIED_\(name)@2024-01-01"], expected: .level(level))
        } + [
            Case(
                name: "plain certification is no level",
                reports: ["FIDO_CERTIFIED@2024-01-01"],
                expected: .none(.functionalCertificationOnly)
            ),
            Case(
                name: "not certified",
                reports: ["NOT_FIDO_CERTIFIED@2024-01-01"],
                expected: .none(.notCertified)
            ),
            Case(
                name: "self-asserted",
                reports: ["SELF_ASSERTION_SUBMITTED@2024-01-01"],
                expected: .none(.notCertified)
            ),
            Case(
                name: "level in a status that nobody knows",
                reports: ["FIDO_CERTIFIED_L4@2024-01-01"],
                expected: .none(.noReport),
                deciding: nil
            ),
            Case(
                name: "unknown status hides nothing",
                reports: ["FIDO_CERTIFIED_L2@2024-01-01", "QUANTUM_SAFE@2025-01-01"],
                expected: .level(.l2)
            ),
            Case(
                name: "capital PLUS is another status",
                reports: ["FIDO_CERTIFIED_L1PLUS@2024-01-01"],
                expected: .none(.noReport),
                deciding: nil
            ),
        ]

    private static let dates: [Case] = [
        Case(
            name: "level and plain certification of one day, level first",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01", "FIDO_CERTIFIED@2024-01-01"],
            expected: .level(.l2)
        ),
        Case(
            name: "level and plain certification of one day, level last",
            reports: ["FIDO_CERTIFIED@2024-01-01", "FIDO_CERTIFIED_L2@2024-01-01"],
            expected: .level(.l2),
            deciding: 1
        ),
        Case(
            name: "upgrade, newest first",
            reports: ["FIDO_CERTIFIED_L2@2024-10-12", "FIDO_CERTIFIED_L1@2024-06-04", "FIDO_CERTIFIED@2024-06-04"],
            expected: .level(.l2)
        ),
        Case(
            name: "upgrade, oldest first",
            reports: ["FIDO_CERTIFIED_L1@2024-06-04", "FIDO_CERTIFIED@2024-06-04", "FIDO_CERTIFIED_L2@2024-10-12"],
            expected: .level(.l2),
            deciding: 2
        ),
        Case(
            name: "downgrade",
            reports: ["FIDO_CERTIFIED_L2@2023-01-01", "FIDO_CERTIFIED_L1@2024-01-01"],
            expected: .level(.l1),
            deciding: 1
        ),
        Case(
            name: "downgrade to nothing",
            reports: ["NOT_FIDO_CERTIFIED@2025-01-01", "FIDO_CERTIFIED_L2@2023-01-01"],
            expected: .none(.notCertified)
        ),
        Case(
            name: "a report without a date is current",
            reports: ["FIDO_CERTIFIED_L1", "FIDO_CERTIFIED_L2@2023-01-01"],
            expected: .level(.l1)
        ),
        Case(
            name: "future level",
            reports: ["FIDO_CERTIFIED_L2@2025-06-02", "FIDO_CERTIFIED_L1@2024-01-01"],
            expected: .level(.l1),
            deciding: 1
        ),
        Case(
            name: "level from today on",
            reports: ["FIDO_CERTIFIED_L2@2025-06-01", "FIDO_CERTIFIED_L1@2024-01-01"],
            expected: .level(.l2)
        ),
        Case(
            name: "only future reports",
            reports: ["FIDO_CERTIFIED_L2@2025-06-02"],
            expected: .none(.noneInEffect),
            deciding: nil
        ),
        Case(
            name: "sunset yesterday falls back to what is still there",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01~2025-05-31", "FIDO_CERTIFIED_L1@2023-01-01"],
            expected: .level(.l1),
            deciding: 1
        ),
        Case(
            name: "sunset today has set",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01~2025-06-01"],
            expected: .none(.noneInEffect),
            deciding: nil
        ),
        Case(
            name: "sunset tomorrow has not",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01~2025-06-02"],
            expected: .level(.l2)
        ),
        Case(
            name: "a certification of a garbled date certifies nothing",
            reports: ["FIDO_CERTIFIED_L2@someday"],
            expected: .none(.noneInEffect),
            deciding: nil
        ),
        Case(
            name: "a certification of a garbled sunset certifies nothing",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01~someday"],
            expected: .none(.noneInEffect),
            deciding: nil
        ),
        Case(name: "no report at all", reports: [], expected: .none(.noReport), deciding: nil),
    ]

    private static let firmware: [Case] = [
        Case(
            name: "certified for this firmware",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01/10"],
            expected: .level(.l2)
        ),
        Case(
            name: "certified for a lower firmware",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01/9"],
            expected: .level(.l2)
        ),
        Case(
            name: "certified for a higher firmware",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01/11"],
            expected: .none(.firmwareNotCertified),
            deciding: nil
        ),
        Case(
            name: "old firmware keeps the old level",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01/11", "FIDO_CERTIFIED_L1@2023-01-01/5"],
            expected: .level(.l1),
            deciding: 1
        ),
        Case(
            name: "unknown firmware gets the model's level",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01/11", "FIDO_CERTIFIED_L1@2023-01-01/5"],
            firmware: nil,
            expected: .level(.l2)
        ),
        Case(
            name: "later certification of an older version",
            reports: ["FIDO_CERTIFIED_L2@2024-12-27/1", "FIDO_CERTIFIED_L1@2024-01-17/256"],
            firmware: 256,
            expected: .level(.l2)
        ),
        Case(
            name: "later certification of an older version, seen by the older version",
            reports: ["FIDO_CERTIFIED_L2@2024-12-27/1", "FIDO_CERTIFIED_L1@2024-01-17/256"],
            firmware: 1,
            expected: .level(.l2)
        ),
    ]

    private static let undesired: [Case] = ["REVOKED", "RETIRED"]
        .flatMap { status in
            [
                Case(
                    name: "\(status) first, certificate newer",
                    reports: ["\(status)@2023-01-01", "FIDO_CERTIFIED_L2@2024-01-01"],
                    expected: .none(.undesiredStatus),
                    deciding: 1
                ),
                Case(
                    name: "\(status) is not cured by an update",
                    reports: ["FIDO_CERTIFIED_L2@2023-01-01", "\(status)@2024-01-01", "UPDATE_AVAILABLE@2025-01-01"],
                    expected: .none(.undesiredStatus)
                ),
                Case(
                    name: "\(status) without a date",
                    reports: ["FIDO_CERTIFIED_L2@2023-01-01", "\(status)"],
                    expected: .none(.undesiredStatus)
                ),
                Case(
                    name: "\(status) of a garbled date",
                    reports: ["FIDO_CERTIFIED_L2@2023-01-01", "\(status)@someday"],
                    expected: .none(.undesiredStatus)
                ),
                Case(
                    name: "\(status) of a garbled sunset",
                    reports: ["FIDO_CERTIFIED_L2@2023-01-01", "\(status)@2024-01-01~someday"],
                    expected: .none(.undesiredStatus)
                ),
                Case(
                    name: "\(status) tomorrow",
                    reports: ["FIDO_CERTIFIED_L2@2023-01-01", "\(status)@2025-06-02"],
                    expected: .level(.l2)
                ),
                Case(
                    name: "\(status) for another firmware still withdraws the model",
                    reports: ["FIDO_CERTIFIED_L2@2023-01-01", "\(status)@2024-01-01/1"],
                    expected: .none(.undesiredStatus)
                ),
            ]
        }

    private static let compromises: [Case] = [
        "USER_VERIFICATION_BYPASS", "ATTESTATION_KEY_COMPROMISE", "USER_KEY_REMOTE_COMPROMISE",
        "USER_KEY_PHYSICAL_COMPROMISE",
    ]
    .flatMap { status in
        let certified = "FIDO_CERTIFIED_L2@2023-01-01"
        return [
            Case(
                name: "\(status) stands",
                reports: [certified, "\(status)@2024-01-01"],
                expected: .none(.undesiredStatus)
            ),
            Case(
                name: "\(status) cured by a later update",
                reports: [certified, "\(status)@2024-01-01", "UPDATE_AVAILABLE@2024-02-01"],
                statementVersion: 10,
                expected: .level(.l2)
            ),
            Case(
                name: "\(status) and a device without the update",
                reports: [certified, "\(status)@2024-01-01", "UPDATE_AVAILABLE@2024-02-01"],
                statementVersion: 11,
                expected: .none(.undesiredStatus)
            ),
            Case(
                name: "\(status) and a device of unknown firmware",
                reports: [certified, "\(status)@2024-01-01", "UPDATE_AVAILABLE@2024-02-01"],
                firmware: nil,
                expected: .none(.undesiredStatus)
            ),
            Case(
                name: "\(status) and a statement without a version",
                reports: [certified, "\(status)@2024-01-01", "UPDATE_AVAILABLE@2024-02-01"],
                statementVersion: nil,
                expected: .none(.undesiredStatus)
            ),
            Case(
                name: "\(status) after the update",
                reports: [certified, "UPDATE_AVAILABLE@2024-01-01", "\(status)@2024-02-01"],
                expected: .none(.undesiredStatus)
            ),
            Case(
                name: "\(status) on the day of the update",
                reports: [certified, "UPDATE_AVAILABLE@2024-02-01", "\(status)@2024-02-01"],
                expected: .none(.undesiredStatus)
            ),
            Case(
                name: "\(status) and an update of the future",
                reports: [certified, "\(status)@2024-01-01", "UPDATE_AVAILABLE@2026-02-01"],
                expected: .none(.undesiredStatus)
            ),
            Case(
                name: "\(status) has set",
                reports: [certified, "\(status)@2024-01-01~2025-01-01"],
                expected: .level(.l2)
            ),
            Case(
                name: "\(status) and a newer certificate",
                reports: [certified, "\(status)@2024-01-01", "FIDO_CERTIFIED_L3@2025-01-01"],
                expected: .none(.undesiredStatus),
                deciding: 2
            ),
        ]
    }

    private static let fips: [Case] = [
        Case(
            name: "FIPS 140 stands beside a level",
            reports: ["FIPS140_CERTIFIED_L3@2025-01-01", "FIDO_CERTIFIED_L2@2023-01-01"],
            expected: .level(.l2),
            deciding: 1
        ),
        Case(
            name: "FIPS 140 alone is no level",
            reports: ["FIPS140_CERTIFIED_L2@2025-01-01"],
            expected: .none(.noReport),
            deciding: nil
        ),
        Case(
            name: "an update alone changes nothing",
            reports: ["FIDO_CERTIFIED_L1@2023-01-01", "UPDATE_AVAILABLE@2024-01-01"],
            expected: .level(.l1)
        ),
    ]

    @Test(arguments: cases)
    func decides(test: Case) throws {
        let assessment = try Self.assess(test)
        #expect(assessment.outcome == test.expected)
        #expect(assessment.decidingReport?.position == test.deciding)
        #expect(assessment.explanation.first?.hasSuffix(".") == true)
    }

    static func assess(_ test: Case, path: [[UInt8]]? = nil) throws -> LevelAssessment {
        var entry = MetadataEntry(identifiers: [.aaid("0000#0000")])
        entry.statusReports = test.reports.enumerated().map { StatusReport(shorthand: $1, position: $0) }
        entry.statement.authenticatorVersion = test.statementVersion
        let date = try #require(CalendarDate(test.date))
        return LevelAssessment(of: entry, firmware: test.firmware, at: date, attestationPath: path)
    }

    @Test func laterCertificationOfAnOlderVersionIsAmbiguous() throws {
        let test = Case(
            name: "",
            reports: ["FIDO_CERTIFIED_L2@2024-12-27/1", "FIDO_CERTIFIED_L1@2024-01-17/256"],
            firmware: 256,
            expected: .level(.l2)
        )
        let assessment = try Self.assess(test)
        #expect(assessment.isAmbiguous)
        #expect(
            assessment.disagreements.map { [$0.rule.rawValue, $0.level?.description] }
                == [["lastElement", "L1"], ["versionFirst", "L1"]]
        )
        #expect(assessment.explanation.contains { $0.contains("ambiguous") })
    }

    @Test func theOldestFirmwareIsNotAmbiguous() throws {
        let test = Case(
            name: "",
            reports: ["FIDO_CERTIFIED_L2@2024-12-27/1", "FIDO_CERTIFIED_L1@2024-01-17/256"],
            firmware: 1,
            expected: .level(.l2)
        )
        #expect(try !Self.assess(test).isAmbiguous)
    }

    @Test func saysWhereOtherReadingsDisagree() throws {
        let test = Case(
            name: "",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01", "FIDO_CERTIFIED@2024-01-01"],
            expected: .level(.l2)
        )
        let assessment = try Self.assess(test)
        #expect(assessment.disagreements.map(\.rule) == [.lastElement, .newestDate])
        #expect(assessment.disagreements.map(\.level) == [nil, nil])
    }

    @Test func namesTheModelLevelAsSuch() throws {
        let test = Case(name: "", reports: ["FIDO_CERTIFIED_L2"], firmware: nil, expected: .level(.l2))
        #expect(try Self.assess(test).isModelLevelOnly)
    }

    @Test func marksFirmwareBelowWhatTheVendorTrusts() throws {
        var test = Case(name: "", reports: ["FIDO_CERTIFIED_L2"], firmware: 4, expected: .level(.l2))
        test.statementVersion = 5
        #expect(try Self.assess(test).isBelowTrustworthyFirmware)
        test.statementVersion = 4
        #expect(try !Self.assess(test).isBelowTrustworthyFirmware)
    }

    @Test func whatNobodyUnderstandsIsShown() throws {
        let test = Case(
            name: "",
            reports: ["FIDO_CERTIFIED_L2@2024-01-01", "SUSPENDED@2025-01-01", "SUSPENDED@2027-01-01"],
            expected: .level(.l2)
        )
        let assessment = try Self.assess(test)
        #expect(assessment.level == .l2)
        #expect(assessment.unknown.map(\.position) == [1])
        #expect(assessment.explanation.contains { $0.contains("SUSPENDED") })
    }

    @Test func fipsIsReportedBeside() throws {
        let test = Case(
            name: "",
            reports: ["FIPS140_CERTIFIED_L3@2025-01-01", "FIPS140_CERTIFIED_L4@2027-01-01", "FIDO_CERTIFIED_L1"],
            expected: .level(.l1)
        )
        #expect(try Self.assess(test).fips.map(\.status) == [.fips140CertifiedL3])
    }

    /// A compromise of one attestation certificate concerns the devices that it attests.
    @Test(
        arguments: [
            (nil, UndesiredStatus.Effect.undetermined, true), ([[1], [2]], .elsewhere, true),
            ([[1], [9]], .stands, false),
        ] as [([[UInt8]]?, UndesiredStatus.Effect, Bool)],
        [false, true]
    )
    func scopedCompromises(test: (path: [[UInt8]]?, effect: UndesiredStatus.Effect, holds: Bool), isBatch: Bool) throws
    {
        var compromise = StatusReport(shorthand: "ATTESTATION_KEY_COMPROMISE@2024-01-01", position: 1)
        if isBatch { compromise.batchCertificate = [9] } else { compromise.certificate = [9] }
        let entry = MetadataEntry(
            identifiers: [.aaid("0000#0000")],
            statusReports: [StatusReport(shorthand: "FIDO_CERTIFIED_L2@2023-01-01", position: 0), compromise]
        )
        let assessment = LevelAssessment(
            of: entry,
            firmware: 1,
            at: try #require(CalendarDate("2025-01-01")),
            attestationPath: test.path
        )
        #expect(assessment.undesired.map(\.effect) == [test.effect])
        #expect((assessment.level == .l2) == test.holds)
    }

    @Test func onlyAttestationKeysAreScopedByACertificate() throws {
        var bypass = StatusReport(shorthand: "USER_VERIFICATION_BYPASS@2024-01-01", position: 0)
        bypass.certificate = [9]
        let entry = MetadataEntry(identifiers: [.aaid("0000#0000")], statusReports: [bypass])
        let date = try #require(CalendarDate("2025-01-01"))
        let assessment = LevelAssessment(of: entry, firmware: 1, at: date, attestationPath: [[1]])
        #expect(assessment.undesired.map(\.effect) == [.stands])
    }
}

extension StatusReport {
    /// `STATUS@date/version~sunset`.
    init(shorthand: String, position: Int) {
        var rest = shorthand[...]
        func take(after separator: Character) -> String? {
            guard let start = rest.lastIndex(of: separator) else { return nil }
            defer { rest = rest[..<start] }
            return String(rest[rest.index(after: start)...])
        }
        func date(_ text: String?) -> ReportDate {
            text.map { text in CalendarDate(text).map(ReportDate.on) ?? .unreadable(text) } ?? .absent
        }
        let sunset = date(take(after: "~"))
        let version = take(after: "/").flatMap(UInt64.init)
        let effective = date(take(after: "@"))
        self.init(
            AuthenticatorStatus(rawValue: String(rest)),
            effectiveDate: effective,
            sunsetDate: sunset,
            authenticatorVersion: version,
            position: position
        )
    }
}
