import FixtureSupport
import SupportMatrix
import Testing
import Vocabulary

@Suite("importing a page")
struct ImportTests {
    enum Markup: String, CaseIterable, Sendable {
        case text, html, oldHTML

        func render(_ page: SamplePage) -> [UInt8] {
            switch self {
            case .text: Array(page.text().utf8)
            case .html: Array(page.html().utf8)
            case .oldHTML: Array(page.oldHTML().utf8)
            }
        }
    }

    private func importer(acceptsMisspellings: Bool = true) throws -> PageImporter {
        PageImporter(lexicon: try Edition.newestBuiltIn(), acceptsMisspellings: acceptsMisspellings)
    }

    private func read(_ page: SamplePage, _ markup: Markup) throws -> (edition: Edition, report: ImportReport) {
        try importer().read(markup.render(page), file: "page")
    }

    /// The problems of a page that has to be refused.
    private func problems(_ page: SamplePage, _ markup: Markup) throws -> [String] {
        do {
            _ = try read(page, markup)
            return []
        } catch let error as PageProblems {
            return error.problems.map(\.description)
        }
    }

    @Test(.enabled(if: SharedData.folder != nil, "the captured page is not beside the checkout"))
    func theCapturedPageIsTheBuiltInEdition() throws {
        let bytes = try #require(try SharedData.bytes("domain/wes-2024-12-20.txt"))
        let (edition, report) = try importer().read(bytes, file: "page.txt")
        let builtIn = try Edition.newestBuiltIn()
        #expect(builtIn.changes(to: edition).map(\.sentence) == [])
        #expect(edition == builtIn)
        #expect(!report.needsAttention, "\(report.text)")
    }

    @Test(arguments: Markup.allCases)
    func theSameTablesInOtherMarkupGiveTheSameEdition(_ markup: Markup) throws {
        let (edition, report) = try read(SamplePage(), markup)
        let builtIn = try Edition.newestBuiltIn()
        #expect(builtIn.changes(to: edition).map(\.sentence) == [])
        var sameSource = edition
        sameSource.source = builtIn.source
        #expect(sameSource == builtIn)
        #expect(!report.needsAttention, "\(report.text)")
        #expect(report.understood.contains { $0.meaning == "taken for Windows 8.1" })
        #expect(report.notUnderstood.contains { $0.text == "Specification of client environments" })
    }

    @Test
    func anImportedEditionIsWrittenAsAFileThatReadsBack() throws {
        let (edition, _) = try read(SamplePage(), .html)
        let again = try Edition(reading: Array(edition.file.utf8), file: "edition.yaml")
        #expect(again == edition)
    }

    @Test(arguments: [Markup.html, .oldHTML])
    func aNewColumnAndANewSystemAreTakenAndReported(_ markup: Markup) throws {
        var page = SamplePage()
        page.operatingSystems.insert("Windows 12", at: 0)
        page.browsers.append("Brave")
        for index in page.systems.indices {
            page.systems[index].operatingSystems.insert("Deprecated", at: 0)
            page.systems[index].browsers.append("Retired")
        }
        page.systems.append(("Another system", page.systems[1].operatingSystems, page.systems[1].browsers))
        let (edition, report) = try read(page, markup)
        #expect(edition.operatingSystemTable.columns.first == "windows-12")
        #expect(edition.operatingSystemTable.status(row: 0, column: "windows-12") == .deprecated)
        #expect(edition.browserTable.status(row: 9, column: "brave") == .retired)
        #expect(edition.systems.last?.id == "another-system")
        #expect(report.assumed.map(\.text) == ["Windows 12", "Another system", "Brave"])
        #expect(try Edition(reading: Array(edition.file.utf8), file: "edition.yaml") == edition)
    }

    @Test(arguments: Markup.allCases)
    func aColumnLessLeavesOutItsRule(_ markup: Markup) throws {
        var page = SamplePage()
        page.operatingSystems.removeFirst()
        for index in page.systems.indices { page.systems[index].operatingSystems.removeFirst() }
        for index in page.authenticators.indices {
            page.authenticators[index].operatingSystems.removeAll { $0 == "Windows 11" }
        }
        let (edition, report) = try read(page, markup)
        #expect(edition.operatingSystemTable.columns == ["windows-10", "windows-8-1-and-earlier"])
        #expect(report.gone.contains { $0.hasPrefix("windows-11-ceiling") })
        #expect(report.unreadFootnotes.contains { $0.meaning == "nothing carries footnote systems.3" })
        #expect(try Edition(reading: Array(edition.file.utf8), file: "edition.yaml") == edition)
    }

    @Test(arguments: Markup.allCases)
    func aReorderedTableIsTheSameTable(_ markup: Markup) throws {
        var page = SamplePage()
        page.browsers.reverse()
        for index in page.systems.indices { page.systems[index].browsers.reverse() }
        page.systems.reverse()
        let (edition, _) = try read(page, markup)
        let builtIn = try Edition.newestBuiltIn()
        #expect(edition.browserTable.columns == builtIn.browserTable.columns.reversed())
        let ncrs = try #require(edition.systems.firstIndex { $0.id == "ncrs" })
        #expect(edition.browserTable.status(row: ncrs, column: "safari") == .supported)
        #expect(edition.rules.map(\.id) == builtIn.rules.map(\.id))
    }

    @Test(arguments: Markup.allCases)
    func otherParametersOfTheSentencesAreOtherParametersOfTheRules(_ markup: Markup) throws {
        var page = SamplePage()
        page.systemNotes[2] = page.systemNotes[2].replacing("ten releases", with: "12 releases")
        page.systemNotes[3] = page.systemNotes[3].replacing("24H2", with: "25H2")
        page.authenticatorNotes[2] = page.authenticatorNotes[2].replacing("Level 2", with: "Level 3")
        page.authenticators[1].operatingSystems = ["iPadOS 18 and above"]
        page.lastLine = ["Last edited: 3 March 2027 12:05 pm"]
        let (edition, _) = try read(page, markup)
        let kinds = edition.rules.map(\.kind)
        #expect(kinds.contains(.releaseWindow(releases: 12)))
        #expect(kinds.contains(.newestTestedRelease(ReleaseName("25H2"))))
        #expect(kinds.contains(.certificationLevel(.l3)))
        #expect(kinds.contains(.minimumRelease(ReleaseName("18"), elsewhere: ReleaseName("14"))))
        #expect(edition.id == "wes-2027-03-03")
        #expect(edition.source.lastEditedTime == "12:05")
    }

    @Test(arguments: Markup.allCases)
    func aFootnoteThatNoRuleCanHoldIsReportedAndNotGuessed(_ markup: Markup) throws {
        var page = SamplePage()
        page.systems[1].name = "SUS(4)"
        page.systemNotes.append("(4) Only on Tuesdays.")
        let (edition, report) = try read(page, markup)
        #expect(report.unreadFootnotes.map(\.meaning) == ["footnote systems.4 is left out"])
        #expect(report.unreadFootnotes.map(\.text) == ["Only on Tuesdays."])
        #expect(edition.systems[1].footnotes == [])
    }

    struct Malformed: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let expected: String
        let spoil: @Sendable (inout SamplePage) -> Void
    }

    static let malformed: [Malformed] = [
        Malformed(testDescription: "a status that is none", expected: "“Tolerated” is no status that is known here") {
            $0.systems[2].operatingSystems[1] = "Tolerated"
        },
        Malformed(testDescription: "a misspelt status", expected: "(did you mean “Supported”?)") {
            $0.systems[2].operatingSystems[1] = "Suported"
        },
        Malformed(testDescription: "a system twice", expected: "the system “SUS” stands twice in one table") {
            $0.systems[2].name = "SUS"
        },
        Malformed(
            testDescription: "a footnote without definition",
            expected: "footnote (3) of the systems is explained nowhere"
        ) {
            $0.systemNotes.removeLast()
        },
        Malformed(testDescription: "a footnote explained twice", expected: "footnote (2) is explained twice") {
            $0.systemNotes[3] = $0.systemNotes[2]
        },
        Malformed(testDescription: "one cell too many", expected: "cells and the header 3 columns") {
            $0.systems[2].operatingSystems.append("Retired")
        },
        Malformed(testDescription: "no date", expected: "does not say when it was last edited") { $0.lastLine = [] },
        Malformed(testDescription: "a date that is none", expected: "does not say when it was last edited") {
            $0.lastLine = ["Last edited: 31 February 2025"]
        },
        Malformed(
            testDescription: "no browser for an authenticator",
            expected: "lists no operating system or no browser"
        ) {
            $0.authenticators[0].browsers = []
        },
        Malformed(testDescription: "an authenticator twice", expected: "the authenticator “Smartcards” stands twice") {
            $0.authenticators[2].name = "Smartcards"
        },
        Malformed(testDescription: "two minimums", expected: "macOS is listed from 13 and from 14") {
            $0.authenticators[4].operatingSystems[2] = "macOS 14 and above"
        },
    ]

    @Test(arguments: malformed, Markup.allCases)
    func aMalformedPageIsRefusedWithItsLine(_ malformed: Malformed, _ markup: Markup) throws {
        var page = SamplePage()
        malformed.spoil(&page)
        let problems = try problems(page, markup)
        #expect(problems.contains { $0.contains(malformed.expected) }, "\(problems)")
        #expect(problems.allSatisfy { $0.wholeMatch(of: #/page:[1-9][0-9]*: .+/#) != nil })
    }

    @Test(arguments: [Markup.html, .oldHTML])
    func twoTablesInOneAreRefused(_ markup: Markup) throws {
        var page = SamplePage()
        page.operatingSystems += page.browsers
        for index in page.systems.indices { page.systems[index].operatingSystems += page.systems[index].browsers }
        let problems = try problems(page, markup)
        #expect(problems.contains { $0.contains("two tables in one") }, "\(problems)")
    }

    @Test
    func twoTextTablesInOneAreRefused() throws {
        let page = SamplePage().text()
        let start = try #require(page.firstRange(of: "\n\nBrowsers *"))
        let rows = try #require(page.firstRange(of: "IE11 and below Safari"))
        let merged = String(page[..<start.lowerBound] + page[rows.upperBound...])
        #expect(throws: PageProblems.self) { try importer().read(Array(merged.utf8), file: "page") }
    }

    @Test(arguments: Markup.allCases)
    func everyTruncationIsRefused(_ markup: Markup) throws {
        let bytes = markup.render(SamplePage())
        let importer = try importer()
        // The last line names the edition, so nothing shorter can be one.
        let lastLine = "Last edited: 20 December 2024"
        let end = bytes.count - (bytes.count / 97)
        for length in stride(from: 0, to: end, by: 211) {
            let prefix = Array(bytes[..<length])
            guard !String(decoding: prefix, as: UTF8.self).contains(lastLine) else { continue }
            #expect(throws: PageProblems.self) { try importer.read(prefix, file: "page") }
        }
    }

    @Test(arguments: Markup.allCases)
    func noCorruptionTraps(_ markup: Markup) throws {
        let bytes = markup.render(SamplePage())
        let importer = try importer()
        var refused = 0
        for index in stride(from: 0, to: bytes.count, by: 53) {
            var spoiled = bytes
            spoiled[index] ^= UInt8(1 + index % 255)
            do {
                let (edition, _) = try importer.read(spoiled, file: "page")
                #expect(!edition.systems.isEmpty)
            } catch {
                refused += 1
                #expect(!error.problems.isEmpty)
            }
        }
        #expect(refused > 0)
    }

    @Test
    func anEmptyPageAndAHugeOneAndGarbageAreRefused() throws {
        let importer = try importer()
        for (bytes, expected) in [
            (Array("".utf8), "the page is empty"),
            (Array(" \n\t".utf8), "the page is empty"),
            ([0x0A, 0x0A, 0xFF, 0xFE], "no UTF-8"),
            (Array(repeating: UInt8(ascii: "<"), count: 50_000_000), "no page of the specification"),
            (Array(repeating: UInt8(ascii: "<"), count: 1 << 20), "no table of operating systems"),
            (Array("<table><tr><td>x".utf8), "ends inside a table"),
            (Array("<table><tr><td colspan=2>x</table>".utf8), "colspan"),
        ] {
            do {
                _ = try importer.read(bytes, file: "page")
                Issue.record("read as an edition")
            } catch {
                #expect(error.description.contains(expected))
            }
        }
    }

    @Test
    func aMisspeltColumnIsRefusedWhereThePolicySaysSo() throws {
        do {
            _ = try importer(acceptsMisspellings: false).read(Array(SamplePage().text().utf8), file: "page")
            Issue.record("read as an edition")
        } catch let error as PageProblems {
            #expect(error.problems.map(\.message) == ["“Window 8.1 and earlier” names no operating system"])
        }
    }
}
