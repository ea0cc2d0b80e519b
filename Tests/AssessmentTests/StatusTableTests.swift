import Assessment
import SupportMatrix
import Testing

@Suite("the assessment table")
struct StatusTableTests {
    static let table: [(SupportStatus, Effect)] = [
        (.recommended, .satisfied),
        (.supported, .advises),
        (.deprecated, .advises),
        (.retired, .fails),
        (.notListed, .fails),
        (.untestedNewer, .fails),
        (.outsideWarranty, .fails),
    ]

    @Test
    func eachStatusHasItsEffect() {
        #expect(Self.table.map(\.0) == SupportStatus.allCases)
        for (status, effect) in Self.table { #expect(Effect(of: status) == effect, "\(status)") }
    }

    /// One row per pair of operating-system and browser status in an edition made for it.
    @Test(arguments: SupportStatus.written, SupportStatus.written)
    func twoStatusesOfTheTablesMakeOneVerdict(_ system: SupportStatus, _ browser: SupportStatus) throws {
        var bench = try Bench(systems: ["sus"])
        bench.edition.operatingSystemTable.rows[1][0] = system
        bench.edition.browserTable.rows[1][0] = browser
        let expected: Verdict =
            switch (system, browser) {
            case (.retired, _), (_, .retired): .notWarranted
            case (.recommended, .recommended): .warranted
            default: .warrantedWithAdvice
            }
        #expect(bench.cell()?.verdict == expected)
        #expect(bench.cell()?.operatingSystemStatus == system)
        #expect(bench.cell()?.browserStatus == browser)
    }

    @Test
    func oneFailureSettlesItAndOneGapIsNeverAPass() {
        #expect(Verdict(combining: []) == .warranted)
        #expect(Verdict(combining: [.warranted, .inconclusive]) == .inconclusive)
        #expect(Verdict(combining: [.inconclusive, .notWarranted, .warranted]) == .notWarranted)
        #expect(Verdict(combining: [.warranted, .warrantedWithAdvice]) == .warrantedWithAdvice)
    }
}
