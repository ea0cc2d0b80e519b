import BenchTesting
import FixtureSupport
import Foundation
import Testing

extension EndToEnd {
    /// An archive of two builds, judged again by other inputs.
    struct ReassessTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        private func archive() async throws -> String {
            for build in ["ward-kiosk", "reception-kiosk"] {
                _ = try await Tool.run([
                    "certify", Tool.build(build), "--replay", Tool.ward, "-o", folder.file("\(build).tar"),
                ])
            }
            return folder.path
        }

        /// The built-in edition with Chrome taken from NCRS.
        private func laterEdition() throws -> String {
            let path = PackageRoot.path + "/Sources/SupportMatrix/Editions/wes-2024-12-20.yaml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
                .replacing(
                    "ncrs: [recommended, recommended, retired, retired",
                    with: "ncrs: [recommended, retired, retired, retired"
                )
                .replacing("id: wes-2024-12-20", with: "id: wes-later")
            return try folder.write(text, to: "later.yaml")
        }

        @Test func whatNothingChangesStaysAsItWas() async throws {
            let run = try await Tool.run(["reassess", archive()])
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.lines == ["2 bundle(s): 0 changed, 0 of them worse; 0 cannot be judged"], "\(run)")
        }

        @Test func anEditionThatTakesABrowserAwayMakesBuildsWorse() async throws {
            let run = try await Tool.run(["reassess", archive(), "--edition", laterEdition(), "--format", "json"])
            #expect(run.exitCode == 1, "\(run)")
            let document = try #require(
                try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
            )
            let result = try #require(document["result"] as? [String: Any])
            #expect(result["bundles"] as? Int == 2 && result["worse"] as? Int ?? 0 >= 1)
            let stories = try #require(result["stories"] as? [[String: Any]])
            let ward = try #require(stories.first { $0["build"] as? String == "ward-kiosk" })
            #expect(ward["before"] as? String == "warranted" && ward["after"] as? String == "not-warranted")
            let changes = try #require(ward["changes"] as? [[String: Any]])
            #expect(changes.map { $0["cause"] as? String } == ["edition"])
            #expect(changes.map { $0["cell"] as? String } == ["smartcards in Chrome for ncrs"])
        }

        @Test func aJournalIsGoneOnFromAndOfAnotherQuestionRefused() async throws {
            let archive = try await archive()
            let journal = folder.file("journal.jsonl")
            let first = try await Tool.run(["reassess", archive, "--journal", journal])
            #expect(first.exitCode == 0, "\(first)")
            // As a kill leaves it: the second bundle is cut off in the middle of its line.
            let whole = try Data(contentsOf: URL(fileURLWithPath: journal))
            try whole.dropLast(20).write(to: URL(fileURLWithPath: journal))
            let second = try await Tool.run(["reassess", archive, "--journal", journal])
            #expect(second.exitCode == 0 && second.lines == first.lines, "\(second)")
            #expect(second.errorText.contains("1 bundle(s) were finished before"), "\(second)")
            let lines = { (data: Data) in
                data.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
            }
            #expect(try lines(Data(contentsOf: URL(fileURLWithPath: journal))).sorted() == lines(whole).sorted())
            let other = try await Tool.run(["reassess", archive, "--as-of", "2027-01-31", "--journal", journal])
            #expect(other.exitCode == 65 && other.errorText.contains("begun with another"), "\(other)")
        }

        @Test func aDamagedBundleIsNamedAndTheRestIsJudged() async throws {
            let archive = try await archive()
            let path = folder.file("ward-kiosk.tar")
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes[bytes.count / 2] ^= 0x01
            try bytes.write(to: URL(fileURLWithPath: path))
            let run = try await Tool.run(["reassess", archive])
            #expect(run.exitCode == 65 && run.output.contains("CANNOT BE JUDGED AGAIN: \(path)"), "\(run)")
            #expect(run.lines.last == "2 bundle(s): 0 changed, 0 of them worse; 1 cannot be judged")
            #expect(run.width <= 80 || run.lines.allSatisfy { $0.count <= 80 || $0.contains(path) })
        }

        @Test func anEmptyArchiveIsNoSuccess() async throws {
            let run = try await Tool.run(["reassess", folder.path])
            #expect(run.exitCode == 66 && run.errorText.contains("no bundle in"), "\(run)")
        }
    }
}
