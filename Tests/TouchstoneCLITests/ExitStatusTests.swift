import FixtureSupport
import Foundation
import Testing

@testable import TouchstoneCLI

/// People read `docs/exit-codes.md`; programs meet `ExitStatus`.
struct ExitStatusTests {
    @Test func theDocumentIsTheType() throws {
        let path = URL(fileURLWithPath: Fixtures.path("")).deletingLastPathComponent().path + "/docs/exit-codes.md"
        let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("| ") }
            .dropFirst()
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
            .filter { $0.first?.hasPrefix("-") == false }
        let documented = rows.map { "\($0[0]) \($0[1])" }
        #expect(documented == TouchstoneCLI.ExitStatus.allCases.map { "\($0.rawValue) \(Self.words($0))" })
        #expect(rows.allSatisfy { $0.count == 3 && !$0[2].isEmpty })
    }

    /// `noPermission` is “no permission”.
    private static func words(_ status: TouchstoneCLI.ExitStatus) -> String {
        "\(status)".map { $0.isUppercase ? " \($0.lowercased())" : "\($0)" }.joined()
    }
}
