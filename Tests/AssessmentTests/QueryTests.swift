import Assessment
import SupportMatrix
import Testing

@Suite("asking an edition")
struct QueryTests {
    private func rows(_ query: MatrixQuery) throws -> [MatrixQuery.Row] {
        let assessor = Assessor(edition: try Edition.newestBuiltIn())
        return try query.rows(in: assessor, asOf: Bench.day)
    }

    @Test
    func everythingIsEveryCell() throws {
        // Nine systems, five operating systems, six browsers, six authenticators and two that are not listed.
        #expect(try rows(MatrixQuery()).count == 9 * 5 * 6 * 8)
    }

    @Test
    func patternsNameOneOrMany() throws {
        let query = MatrixQuery(
            system: "*spine*",
            operatingSystem: "Windows 1*",
            browser: "edge*",
            authenticator: "*authenticator"
        )
        // Six systems, two operating systems, two kinds of Edge, two authenticators.
        #expect(try rows(query).count == 6 * 2 * 2 * 2)
    }

    @Test
    func aCellWithoutABuildSaysWhatABuildWouldHaveToShow() throws {
        let query = MatrixQuery(
            system: "e-RS",
            operatingSystem: "Windows 11 24H2 Enterprise",
            browser: "Chrome",
            authenticator: "Smartcards"
        )
        let found = try rows(query)
        let row = try #require(found.first)
        #expect(found.count == 1)
        #expect(row.cell.verdict == .inconclusive)
        #expect(row.verdictWhenConditionsHold == .warranted)
        #expect(
            row.conditions.map(\.supply) == [
                "`browsers[0].launch-arguments` in the build manifest",
                "`nhs-client.credential-management` in the build manifest",
                "`nhs-client.chrome-extension` in the build manifest",
                "`browsers[0].version` in the build manifest",
                "attach a reader with a card, then `touchstone probe`",
            ]
        )
        let text = row.explanation(in: Assessor(edition: try Edition.newestBuiltIn()), asOf: Bench.day).text
        #expect(text.contains("This can be warranted where a build shows what is open below."))
    }

    @Test
    func aReleaseThatNobodyTestedIsSaidOfTheCell() throws {
        let query = MatrixQuery(
            system: "sus",
            operatingSystem: "Windows 11 25H2",
            browser: "edge",
            authenticator: "windows-hello"
        )
        let row = try #require(try rows(query).first)
        #expect(row.verdictWhenConditionsHold == .notWarranted)
        #expect(row.cell.operatingSystemStatus == .untestedNewer)
    }

    @Test(arguments: [
        (MatrixQuery(system: "NCSR"), "no system fits \"NCSR\"; did you mean \"ncrs\"?"),
        (
            MatrixQuery(operatingSystem: "Widows 11"),
            "no operating system fits \"Widows 11\"; did you mean \"Windows 11\"?"
        ),
        (MatrixQuery(browser: "Chrom"), "no browser fits \"Chrom\"; did you mean \"Chrome\"?"),
        (MatrixQuery(authenticator: "zzz*"), "no authenticator fits \"zzz*\""),
    ])
    func aPatternThatFitsNothingIsAnErrorWithTheNearestName(_ query: MatrixQuery, _ expected: String) throws {
        do {
            _ = try rows(query)
            Issue.record("the query found something")
        } catch let error as MatrixQuery.NoMatch {
            #expect(error.description == expected)
        }
    }

    @Test
    func rowsAreATableInEveryFormat() throws {
        let table = try rows(MatrixQuery(system: "sus", operatingSystem: "Windows 10", browser: "edge")).table
        #expect(table.rows.count == 8)
        for format in MatrixFormat.allCases {
            let text = table.rendered(as: format)
            #expect(text.contains("Google"))
            #expect(format != .text || text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        }
    }
}
