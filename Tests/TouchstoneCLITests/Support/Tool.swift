import BenchTesting
import FixtureSupport

/// The built `touchstone`.
enum Tool {
    static let path = BuildFolder.program("touchstone")

    /// Runs it away from any bench: there is no daemon, and with `libumockdev` no device either.
    static func run(_ arguments: [String], within limit: Duration = .seconds(30)) async throws -> CommandRun {
        try await CommandRun.run(path, arguments, within: limit)
    }

    static func build(_ name: String) -> String { Fixtures.path("builds/\(name).yaml") }

    /// The metadata of the test vendor's keys, and who signs it.
    static let testMetadata = [
        "--metadata", Fixtures.path("metadata/blob.jwt"), "--anchor", Fixtures.path("metadata/root.der"),
    ]

    static let ward = Fixtures.path("recordings/ward")
}

extension VirtualBenchProcess {
    /// Runs the built `touchstone` on the bench.
    func touchstone(
        _ arguments: [String],
        environment: [String: String] = [:],
        descriptors: [Int32: String] = [:],
        within limit: Duration = .seconds(60)
    ) async throws -> CommandRun {
        try await run(Tool.path, arguments, environment: environment, descriptors: descriptors, within: limit)
    }
}

extension CommandRun {
    /// The longest line of the output.
    var width: Int { lines.map(\.count).max() ?? 0 }

    /// The output without the line that says when and by what it was made.
    var outputWithoutMaking: [Substring] {
        output.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix(#"  "made" : "#) }
    }
}
