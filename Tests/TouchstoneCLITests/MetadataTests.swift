import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// What the built program says of a BLOB that the test metadata service signed, and of one that somebody touched.
    struct MetadataTests {
        private static let level2 = "746f7563-6873-746f-6e65-2d74776f2d31"

        private let folder: TemporaryFolder

        init() async throws {
            folder = try TemporaryFolder()
            let bench = try await CommandRun.run(BuildFolder.program("virtual-bench"), ["--metadata", folder.path])
            #expect(bench.exitCode == 0, "\(bench)")
        }

        private var blob: String { folder.file("blob.jwt") }
        private var anchored: [String] { ["--anchor", folder.file("root.der")] }

        /// With a cache of its own, so that nobody's metadata is touched or believed.
        private func touchstone(_ arguments: [String]) async throws -> CommandRun {
            let cache = ["XDG_CACHE_HOME": folder.file("cache")]
            return try await CommandRun.run(Tool.path, arguments, environment: cache)
        }

        @Test func aVerifiedBLOBIsTold() async throws {
            let run = try await touchstone(["metadata", "verify", blob] + anchored)
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.output.hasPrefix("FIDO metadata no. 7: 5 entries, ES256, signed under "), "\(run)")
            #expect(try folder.names().sorted() == ["blob.jwt", "root.der"])
        }

        @Test func aBLOBOfAnotherAuthorityIsNotBelieved() async throws {
            let run = try await touchstone(["metadata", "verify", blob])
            #expect(run.exitCode == 65 && run.output.isEmpty, "\(run)")
            #expect(run.errorText.contains("--anchor"), "\(run)")
        }

        @Test func whatIsImportedIsWhatLaterCommandsGoBy() async throws {
            let before = try await touchstone(["metadata", "show", Self.level2] + anchored)
            #expect(before.exitCode == 1, "\(before)")
            let kept = try await touchstone(["metadata", "import", blob] + anchored)
            #expect(kept.exitCode == 0, "\(kept)")
            let shown = try await touchstone(["metadata", "show", Self.level2, "--as-of", "2026-01-01"] + anchored)
            #expect(shown.exitCode == 0 && shown.output.contains("L2"), "\(shown)")
            // Nobody who did not name the authority hears of it.
            let other = try await touchstone(["metadata", "show", Self.level2])
            #expect(other.exitCode == 1, "\(other)")
        }

        @Test func listsByLevelAndDay() async throws {
            let query = ["metadata", "list", "--metadata", blob, "--level", "L2"] + anchored
            let before = try await touchstone(query + ["--as-of", "2025-05-31"])
            let after = try await touchstone(query + ["--as-of", "2025-06-01"])
            // One model was revoked on the second day.
            #expect(before.lines.count == 5, "\(before)")
            #expect(after.lines.count == 4, "\(after)")
        }

        @Test func oneByteIsEnoughToBeRefused() async throws {
            var bytes = try Data(contentsOf: URL(fileURLWithPath: blob))
            bytes[bytes.count / 2] ^= 1
            let path = folder.file("touched.jwt")
            try bytes.write(to: URL(fileURLWithPath: path))
            let run = try await touchstone(["metadata", "import", path] + anchored)
            #expect(run.exitCode == 65, "\(run)")
            #expect(!FileManager.default.fileExists(atPath: folder.file("cache/touchstone/metadata")))
        }

        @Test func aFileThatIsNotThereIsSaid() async throws {
            let run = try await touchstone(["metadata", "verify", folder.file("none.jwt")] + anchored)
            #expect(run.exitCode == 66, "\(run)")
        }

        @Test func twoEqualBLOBsDoNotDiffer() async throws {
            let run = try await touchstone(["metadata", "diff", blob, blob] + anchored)
            #expect(run.exitCode == 0 && run.output == "The BLOBs say the same of every model.\n", "\(run)")
        }

        @Test func aRegistrationThatIsNoneIsRefused() async throws {
            let path = try folder.write("not a registration", to: "registration.json")
            let run = try await touchstone(["attest", path])
            #expect(run.exitCode == 65 && run.output.isEmpty, "\(run)")
        }
    }
}
