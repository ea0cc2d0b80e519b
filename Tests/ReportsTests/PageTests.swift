import Foundation
import FoundationXML
import Reports
import Testing

/// What must hold of every report whatever it says: nothing is fetched, nothing is run, every link has an end.
struct PageTests {
    private static let builds = ["ward-kiosk", "reception-kiosk", "security-key-kiosk"]
    private static let made = "2026-11-23T12:00:00Z"

    private func document(_ build: String, renaming name: String = "Example Key") throws -> CertificationDocument {
        let json = Samples.composite.replacing("\"name\": \"Example Key\",", with: "\"name\": \"\(name)\",")
        return CertificationDocument(try Samples.certification(build, devices: [Samples.facts(json)]))
    }

    private func page(_ build: String) throws -> String {
        HTMLReport(try document(build), made: Self.made).text
    }

    @Test(arguments: builds) func standsAlone(build: String) throws {
        let page = try page(build)
        for forbidden in ["<script", "<link", "<iframe", " src=", "url(", "@import", "href=\"http"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        #expect(page.contains("<html lang=\"en-GB\">") && page.contains("<main>"))
        #expect(page.ranges(of: "<h1").count == 1)
    }

    /// On paper a story may go on overleaf: kept together, each would take a page of its own.
    @Test func onPaperCardsMayBreak() throws {
        let page = try page("ward-kiosk")
        let start = try #require(page.firstRange(of: "@media print{"))
        let end = try #require(page.firstRange(of: "</style>"))
        let kept = page[start.upperBound..<end.lowerBound].matches(of: /([^{}]+)\{[^{}]*break-inside:avoid/)
        #expect(kept.count == 1 && kept.allSatisfy { !$0.1.contains(".card") }, "\(kept.map(\.1))")
    }

    @Test(arguments: builds) func everyLinkHasAnEndAndEveryNameIsUsedOnce(build: String) throws {
        let page = try page(build)
        let ends = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        let links = page.matches(of: /href="#([^"]+)"/).map { String($0.1) }
        #expect(ends.count == Set(ends).count)
        #expect(links.count > 2 && Set(links).isSubset(of: ends), "\(Set(links).subtracting(ends))")
    }

    /// Names come from devices and files of others.
    @Test func namesAreTextAndNeverMarkup() throws {
        let document = try document("ward-kiosk", renaming: "<b onload=alert(1)>&amp;'")
        let page = HTMLReport(document, made: Self.made).text
        #expect(!page.contains("<b onload") && page.contains("&lt;b onload"))
    }

    /// Reads the counts that each suite announces, and counts for itself.
    private final class SuiteReader: NSObject, XMLParserDelegate {
        var announced: [[Int]] = []
        var counted: [[Int]] = []

        func parser(
            _ parser: XMLParser,
            didStartElement element: String,
            namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String]
        ) {
            switch element {
            case "testsuite":
                announced.append(["tests", "failures", "skipped"].map { attributes[$0].flatMap { Int($0) } ?? -1 })
                counted.append([0, 0, 0])
            case "testcase": counted[counted.count - 1][0] += 1
            case "failure": counted[counted.count - 1][1] += 1
            case "skipped": counted[counted.count - 1][2] += 1
            default: break
            }
        }
    }

    @Test(arguments: builds) func suitesCountTheirCases(build: String) throws {
        let parser = XMLParser(data: Data(JUnitReport(try document(build), made: Self.made).text.utf8))
        let reader = SuiteReader()
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(!reader.announced.isEmpty && reader.announced == reader.counted)
        let outcomes = try #require(reader.counted.first)
        switch build {
        case "ward-kiosk": #expect(outcomes[1] == 0 && outcomes[2] == 0)
        case "reception-kiosk": #expect(outcomes[1] > 0)
        default: #expect(outcomes[2] > 0)
        }
    }
}
