import ArgumentParser
import BenchTesting
import FixtureSupport
import Foundation
import Testing

@testable import TouchstoneCLI

extension EndToEnd {
    /// The help of each command, as a terminal of eighty columns shows it.
    struct HelpTests {
        /// All that there are, from the parser itself, so that none is forgotten.
        static let commands = ["touchstone"] + names(of: Touchstone.self)

        private static func names(of command: any ParsableCommand.Type, below parent: String = "") -> [String] {
            command.configuration.subcommands.flatMap { child in
                let name = parent + (child.configuration.commandName ?? "")
                return [name] + names(of: child, below: "\(name) ")
            }
        }

        @Test(arguments: commands)
        func isAsItWas(command: String) async throws {
            let words = command == "touchstone" ? [] : command.split(separator: " ").map(String.init)
            let run = try await Tool.run(words + ["--help"])
            #expect(run.exitCode == 0 && run.errorText.isEmpty, "\(run)")
            #expect(run.width <= 80, "\(run.lines.filter { $0.count > 80 })")
            let file = "help/\(command.replacing(" ", with: "-")).txt"
            let line = (["touchstone"] + words).joined(separator: " ")
            #expect(run.output == (try? Fixtures.text(file)), "renew it with `\(line) --help > fixtures/\(file)`")
        }

        /// Each shows how it is used.
        @Test(arguments: commands.filter { !["matrix", "build", "metadata", "evidence", "ledger"].contains($0) })
        func hasAnExample(command: String) async throws {
            let file = "help/\(command.replacing(" ", with: "-")).txt"
            let text = try Fixtures.text(file)
            let start = command == "touchstone" ? "touchstone certify" : "touchstone \(command)"
            let overview = try #require(text.components(separatedBy: "USAGE:").first)
            #expect(overview.split(separator: "\n").contains { $0.hasPrefix(start) })
        }

        @Test func versionIsOneLine() async throws {
            let run = try await Tool.run(["--version"])
            #expect(run.exitCode == 0)
            #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(run)")
        }
    }
}
