import BenchTesting
import FixtureSupport
import Foundation
import Testing

/// The help of each command, as a terminal of eighty columns shows it.
struct HelpTests {
    static let commands = [
        "touchstone", "certify", "devices", "doctor", "probe", "record", "replay", "matrix", "matrix show",
    ]

    @Test(arguments: commands)
    func isAsItWas(command: String) async throws {
        let words = command == "touchstone" ? [] : command.split(separator: " ").map(String.init)
        let run = try await Tool.run(words + ["--help"])
        #expect(run.exitCode == 0 && run.errorText.isEmpty, "\(run)")
        #expect(run.width <= 80, "\(run.lines.filter { $0.count > 80 })")
        let file = "help/\(command.replacing(" ", with: "-")).txt"
        let words80 = (["touchstone"] + words).joined(separator: " ")
        #expect(run.output == (try? Fixtures.text(file)), "renew it with `\(words80) --help > fixtures/\(file)`")
    }

    /// The usage lines are written by hand, for the generated ones do not break.
    @Test(arguments: commands)
    func usageNamesEveryOption(command: String) async throws {
        let words = command == "touchstone" ? [] : command.split(separator: " ").map(String.init)
        let help = try await Tool.run(words + ["--help"]).output
        let usage = try #require(help.components(separatedBy: "USAGE:").last?.components(separatedBy: "\n\n").first)
        let options = help.components(separatedBy: "OPTIONS:").last?.components(separatedBy: "SUBCOMMANDS:").first ?? ""
        let listed = Set(options.matches(of: /--[a-z-]+/).map { String($0.output) })
        let expected = listed.subtracting(["--help", "--version"])
        let named = Set(usage.matches(of: /--[a-z-]+/).map { String($0.output) })
        #expect(expected == named, "\(help)")
    }

    /// Each shows how it is used.
    @Test(arguments: commands.filter { $0 != "matrix" })
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
