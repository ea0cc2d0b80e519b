import BenchTesting
import Testing

/// Tests that need a made-up `/sys`, and so a process under libumockdev's preloaded library.
///
/// They change the environment, so they take turns.
@Suite(.serialized, .enabled(if: PreloadedSuite.isActive, "LD_PRELOAD does not name libumockdev-preload"))
struct PreloadedTests {}

@Suite struct PreloadedRun {
    @Test(.enabled(if: PreloadedSuite.obstacle == nil, "\(PreloadedSuite.reason)"), .timeLimit(.minutes(3)))
    func preloadedTestsPass() async throws {
        try await PreloadedSuite.run("UdevInventoryTests.PreloadedTests")
    }
}
