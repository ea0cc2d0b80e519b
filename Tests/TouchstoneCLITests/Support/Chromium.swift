import BenchTesting
import Foundation

/// Debian's Chromium without a window.
enum Chromium {
    static let isInstalled = Availability.hasTool("chromium")

    /// Renders a file and returns the document as it is then.
    static func document(of path: String) async throws -> String {
        try await run(["--virtual-time-budget=20000", "--dump-dom", "file://\(path)"]).output
    }

    /// Takes a picture of a file: the bytes of a PNG.
    static func picture(of path: String, width: Int, height: Int, in folder: TemporaryFolder) async throws -> [UInt8] {
        let picture = folder.file("picture-\(width).png")
        _ = try await run(["--screenshot=\(picture)", "--window-size=\(width),\(height)", "file://\(path)"])
        return Array(try Data(contentsOf: URL(fileURLWithPath: picture)))
    }

    /// Prints a file on paper: the bytes of a PDF.
    static func paper(of path: String, in folder: TemporaryFolder) async throws -> [UInt8] {
        let paper = folder.file("paper.pdf")
        _ = try await run(["--print-to-pdf=\(paper)", "file://\(path)"])
        return Array(try Data(contentsOf: URL(fileURLWithPath: paper)))
    }

    private static func run(_ arguments: [String]) async throws -> CommandRun {
        // As root it refuses to run in its own sandbox; what it is shown here was made by these tests.
        let common = [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files",
        ]
        return try await CommandRun.run("chromium", common + arguments, within: .seconds(90))
    }
}
