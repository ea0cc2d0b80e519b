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

        @Test func whatNothingChangesStaysAsItWas() async throws {
            let run = try await Tool.run(["reassess", archive()])
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.lines == ["2 bundle(s): 0 changed, 0 of them worse; 0 cannot be judged"], "\(run)")
        }

        /// However it is named, a bundle is judged once.
        @Test func aBundleThatIsNamedTwiceCountsOnce() async throws {
            let archive = try await archive()
            let run = try await Tool.run(["reassess", archive, "\(archive)/", "\(archive)/ward-kiosk.tar"])
            #expect(run.exitCode == 0 && run.lines.last?.hasPrefix("2 bundle(s): ") == true, "\(run)")
        }

        @Test func aBundleWhoseStatementWasChangedCannotBeJudged() async throws {
            let kept = folder.file("kept")
            _ = try await Tool.run(["certify", Tool.build("ward-kiosk"), "--replay", Tool.ward, "-o", kept])
            let statement = try folder.text("kept/statement.json")
            _ = try folder.write(statement.replacing("PASSED", with: "WARNED"), to: "kept/statement.json")
            let run = try await Tool.run(["reassess", kept])
            let text = run.output.replacing(/\s+/, with: " ")
            #expect(run.exitCode == 65 && text.contains("the statement states something else"), "\(run)")
        }

        /// Nothing shows that the devices, or the edition, were there by then.
        @Test func aDayBeforeTheFactsIsInconclusive() async throws {
            let run = try await Tool.run(["reassess", archive(), "--as-of", "2020-01-01"])
            #expect(run.exitCode == 1, "\(run)")
            #expect(run.output.contains("WORSE: ward-kiosk, warranted -> inconclusive"), "\(run)")
            #expect(run.output.replacing(/\s+/, with: " ").contains("was recorded on 23 November 2026"), "\(run)")
        }

        /// An edition is asked for its own day where it is later than the bundle's, so that only what it changed is named.
        @Test func aLaterEditionIsAskedForItsOwnDay() async throws {
            let archive = try await archive()
            let edition = try LaterEdition.file(in: folder)
            let text = try String(contentsOfFile: edition, encoding: .utf8)
            let later = text.replacing("last-edited: 2024-12-20", with: "last-edited: 2026-12-01")
            #expect(later != text)
            try Data(later.utf8).write(to: URL(fileURLWithPath: edition))
            let run = try await Tool.run(["reassess", archive, "--edition", edition])
            #expect(run.exitCode == 1 && !run.output.contains("inconclusive"), "\(run)")
            #expect(run.output.contains("edition: smartcards in Chrome for ncrs"), "\(run)")
        }

        @Test func anEditionThatTakesABrowserAwayMakesBuildsWorse() async throws {
            let run = try await Tool.run([
                "reassess", archive(), "--edition", LaterEdition.file(in: folder), "--format", "json",
            ])
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

        /// A reference that is older than the laboratory allows is no evidence.
        @Test func aStricterPolicyIsNamedAsTheCause() async throws {
            let policy = try folder.write("format: 1\nid: strict\nreference-age-limit-days: 1\n", to: "strict.yaml")
            let run = try await Tool.run(["reassess", archive(), "--policy", policy])
            #expect(run.exitCode == 1, "\(run)")
            #expect(
                run.output.contains("policy: smartcards in Chrome for e-rs, warranted -> warranted-with-advice"),
                "\(run)"
            )
            let wrong = try folder.write("format: 1\nid: wrong\nreadings: {A99: usable}\n", to: "wrong.yaml")
            let refused = try await Tool.run(["reassess", folder.path, "--policy", wrong])
            #expect(refused.exitCode == 65 && refused.errorText.contains("wrong.yaml:3"), "\(refused)")
        }

        /// The metadata is trusted as of the day that is asked about, as it is when a build is certified.
        @Test func metadataHasToVerifyOnTheDayThatIsAskedAbout() async throws {
            let bundle = folder.file("clinic.tar")
            let certified = try await Tool.run(
                ["certify", Tool.build("clinic-kiosk"), "--replay", Fixtures.path("recordings/keys/level2")]
                    + Tool.testMetadata + ["--output", bundle]
            )
            #expect(certified.exitCode == 0, "\(certified)")
            let now = try await Tool.run(["reassess", bundle] + Tool.testMetadata)
            #expect(now.exitCode == 0 && now.lines.last?.contains("0 changed") == true, "\(now)")
            let before = try await Tool.run(["reassess", bundle, "--as-of", "2001-01-01"] + Tool.testMetadata)
            #expect(before.exitCode == 65 && before.errorText.contains("blob.jwt"), "\(before)")
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
