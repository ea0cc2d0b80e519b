import BenchTesting
import FixtureSupport
import Foundation
import SoftwareAuthenticator
import TestVendor
import Testing

extension EndToEnd {
    /// From a key on the bench to the day on which its certification no longer holds.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
    struct WholeStoryTests {
        private struct Change: Decodable, Hashable {
            let cause, cell, before, after: String
            let because: String?
        }

        private struct Reassessment: Decodable {
            struct Story: Decodable {
                let bundle: String
                let before, after: String?
                let changes: [Change]
            }
            let bundles, changed, worse, unreadable: Int
            let stories: [Story]
        }

        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        /// The next BLOB of the service, in which the key's model is revoked.
        private func laterMetadata() throws -> String {
            let entries = AuthenticatorModel.metadataEntries.map { entry in
                guard entry.description.hasSuffix(AuthenticatorModel.level2Key.product) else { return entry }
                return TestMetadata.Entry(
                    entry.aaguid,
                    description: entry.description,
                    history: entry.history + [("REVOKED", "2026-11-24")]
                )
            }
            let blob = try TestMetadata().blob(of: entries, number: 8)
            return try folder.write(String(decoding: blob, as: UTF8.self), to: "later.jwt")
        }

        @Test func aCertificationIsMadeReperformedAndOvertakenByTheWorld() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(model: "level2", touch: .milliseconds(150))
            _ = try await Tool.run(["evidence", "keygen", folder.file("lab")])
            let bundle = folder.file("archive/clinic.tar")
            try FileManager.default.createDirectory(atPath: folder.file("archive"), withIntermediateDirectories: true)
            let certified = try await bench.touchstone(
                ["certify", Tool.build("clinic-kiosk"), "--attest", "--no-ledger", "--key", folder.file("lab.key")]
                    + Tool.testMetadata + ["--output", bundle]
            )
            #expect(certified.exitCode == 0 && certified.output.hasPrefix("WARRANTED"), "\(certified)")

            let verified = try await Tool.run(["evidence", "verify", bundle, "--trust", folder.file("lab.pub")])
            #expect(verified.exitCode == 0, "\(verified)")
            let unmoved = try await Tool.run(["reassess", folder.file("archive")])
            #expect(unmoved.exitCode == 0 && unmoved.lines.last?.contains("0 changed") == true, "\(unmoved)")

            let moved = try await Tool.run([
                "reassess", folder.file("archive"), "--edition", LaterEdition.file(in: folder), "--metadata",
                laterMetadata(),
                "--anchor", Fixtures.path("metadata/root.der"), "--format", "json",
            ])
            #expect(moved.exitCode == 1, "\(moved)")
            let result = try moved.document(Reassessment.self).result
            #expect(result.bundles == 1 && result.changed == 1 && result.worse == 1 && result.unreadable == 0)
            let story = try #require(result.stories.first)
            #expect(story.bundle == bundle && story.before == "warranted" && story.after == "not-warranted")
            let told = story.changes.map { "\($0.cause): \($0.cell), \($0.before) -> \($0.after)" }
            #expect(
                told == [
                    "edition: security-keys in Chrome for ncrs, warranted -> not-warranted",
                    "metadata: security-keys in Edge for ncrs, warranted -> not-warranted",
                    "metadata: security-keys in Edge for sus, warranted -> not-warranted",
                    "metadata: security-keys in Chrome for sus, warranted -> not-warranted",
                ],
                "\(moved)"
            )
            #expect(story.changes.dropFirst().allSatisfy { $0.because?.contains("REVOKED of 2026-11-24") == true })
        }
    }
}
