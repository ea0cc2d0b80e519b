import Foundation

/// A suite of tests that looks at made-up devices from within the test program itself.
///
/// libumockdev has to be preloaded when a process starts, so such a suite runs in a process of its own: enable it with
/// ``isActive``, and have a test outside it call ``run(_:within:)``. Which devices are seen is up to `UMOCKDEV_DIR`, read
/// anew at each call, so tests in the suite take turns.
package enum PreloadedSuite {
    private static let library = "libumockdev-preload.so.0"

    /// Whether this process is one of those.
    package static let isActive =
        ProcessInfo.processInfo.environment["LD_PRELOAD"]?.contains("libumockdev-preload") ?? false

    /// Why there can be no such process, or `nil` when there can.
    package static let obstacle: String? = {
        if isActive { return "these tests run under libumockdev already" }
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"]
        let isInstalled = folders.contains { FileManager.default.fileExists(atPath: "\($0)/\(library)") }
        return isInstalled ? nil : "\(library) is not installed (apt-get install umockdev)"
    }()

    package static var reason: String { obstacle ?? "libumockdev can be preloaded here" }

    /// Runs the suites whose names match, and nothing else, in a new process.
    ///
    /// - Throws: ``BenchTestingError`` when they fail, or when there are none; it has the output.
    package static func run(_ filter: String, within limit: Duration = .seconds(120)) async throws {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        let run = try await CommandRun.run(
            program,
            ["--testing-library", "swift-testing", "--filter", filter],
            environment: ["LD_PRELOAD": library],
            within: limit
        )
        let name = filter.split(separator: ".").last ?? ""
        // A filter that matches nothing succeeds as well.
        guard run.exitCode == 0, (run.output + run.errorText).contains("Suite \(name) passed") else {
            throw BenchTestingError("\(filter) did not pass under libumockdev: \(run)")
        }
    }
}
