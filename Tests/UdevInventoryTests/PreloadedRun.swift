import Foundation
import Testing

/// Runs ``PreloadedTests`` in a process of their own, since a library can be preloaded only when a process starts.
@Suite struct PreloadedRun {
    @Test(
        .enabled(if: !Preload.isActive, "these tests run under libumockdev already"),
        .enabled(if: Preload.isInstalled, "libumockdev-preload is not installed (apt-get install umockdev)"),
        .timeLimit(.minutes(2))
    )
    func preloadedTestsPass() async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--testing-library", "swift-testing", "--filter", "UdevInventoryTests.PreloadedTests"]
        var environment = ProcessInfo.processInfo.environment
        environment["LD_PRELOAD"] = Preload.library
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = await Task.detached { output.fileHandleForReading.readDataToEndOfFile() }.value
        process.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(process.terminationStatus == 0, "\(text)")
        // A filter that matches nothing succeeds too.
        #expect(text.contains("Suite PreloadedTests passed"), "\(text)")
    }
}
