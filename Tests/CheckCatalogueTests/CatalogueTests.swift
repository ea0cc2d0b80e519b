import Checks
import FixtureSupport
import Foundation
import SafetyGuard
import Testing

@testable import CheckCatalogue

@Suite struct CatalogueTests {
    private let checks = Catalogue.all.entries.map(\.description)

    @Test func idsAreUniqueAndNeverReused() {
        let ids = checks.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.isWellFormed, "\(id)")
            #expect(!Catalogue.retired.contains(id), "\(id) was a check once")
        }
    }

    @Test func eachSaysWhyAndByWhichClause() {
        for check in checks {
            #expect(!check.clause.section.isEmpty && !check.clause.document.isEmpty, "\(check.id)")
            #expect(check.explanation.hasSuffix("."), "\(check.id)")
            #expect(check.title.prefixMatch(of: /[A-Z][a-z]/) == nil && !check.title.hasSuffix("."), "\(check.id)")
        }
    }

    /// What spends or destroys something is a short list, and says how often.
    @Test func fewSpendAnything() {
        #expect(checks.filter { $0.danger == .d4 }.map(\.id) == ["lc.reset"])
        #expect(Set(checks.filter { $0.danger == .d3 }.map(\.id)) == ["cp.wrong1", "pin.wrong-pin"])
        for check in checks { #expect((check.spends > 0) == (check.danger > .d2), "\(check.id)") }
    }

    /// One check is one file, and each file's check is in the list.
    @Test func everyFileIsInTheList() throws {
        let folder = URL(fileURLWithPath: "\(PackageRoot.path)/Sources/CheckCatalogue")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var declared: [String] = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let ids = text.matches(of: /= Self\(\s*"([a-z0-9.-]+)"/).map { String($0.output.1) }
            #expect(ids.count <= 1, "\(file.lastPathComponent) has \(ids)")
            declared += ids
        }
        #expect(Set(declared) == Set(checks.map(\.id.rawValue)))
    }

    /// Each deviation that ships is one of a check that there is, and says where to read of it.
    @Test func theQuirksThatShipAreRead() throws {
        let table = try QuirkTable(reading: QuirkTable.builtInFile, file: "quirks.yaml", checks: checks.map(\.id))
        #expect(!table.quirks.isEmpty)
        #expect(Set(table.quirks).count == table.quirks.count)
    }

    @Test func pageIsCurrent() throws {
        let page = URL(fileURLWithPath: "\(PackageRoot.path)/docs/checks.md")
        let text = try? String(contentsOf: page, encoding: .utf8)
        #expect(text == CatalogueDocument().markdown, "renew it with `\(CatalogueDocument.command)`")
    }
}
