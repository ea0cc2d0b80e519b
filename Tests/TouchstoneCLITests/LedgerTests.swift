import BenchTesting
import FixtureSupport
import Foundation
import Testing

extension EndToEnd {
    /// The ledger, from bundles that were made by the sample to its ruin and its recovery.
    struct LedgerTests {
        private let folder: TemporaryFolder
        private var environment: [String: String] { ["XDG_DATA_HOME": folder.file("data")] }
        private var ledger: String { folder.file("data/touchstone/ledger.sqlite") }

        init() throws {
            folder = try TemporaryFolder()
        }

        private func run(_ arguments: [String]) async throws -> CommandRun {
            try await CommandRun.run(Tool.path, arguments, environment: environment, within: .seconds(30))
        }

        /// Two builds certified from the sample recordings, and added.
        private func twoCertified() async throws {
            for build in ["ward-kiosk", "reception-kiosk"] {
                _ = try await run([
                    "certify", Tool.build(build), "--replay", Tool.ward, "-o", folder.file("kept/\(build).tar"),
                ])
            }
            let added = try await run(["ledger", "add", folder.file("kept")])
            #expect(added.exitCode == 0 && added.lines == ["2 bundle(s), 2 of them new"], "\(added)")
        }

        @Test func whatWasAddedIsListedByBuildDeviceAndSystem() async throws {
            try FileManager.default.createDirectory(atPath: folder.file("kept"), withIntermediateDirectories: true)
            try await twoCertified()
            let again = try await run(["ledger", "add", folder.file("kept")])
            #expect(again.lines == ["2 bundle(s), 0 of them new"], "\(again)")
            let all = try await run(["history"])
            #expect(all.output.contains("2 × Touchstone Virtual") && all.output.contains("reception-kiosk"), "\(all)")
            let table = all.lines.filter { !$0.hasPrefix("  ") }
            #expect(all.exitCode == 0 && table.allSatisfy { $0.count <= 80 }, "\(all)")
            let paths = all.lines.filter { $0.hasPrefix("  ") && $0.hasSuffix(".tar") }.map { String($0.dropFirst(2)) }
            #expect(paths.count == 2 && paths.allSatisfy { FileManager.default.fileExists(atPath: $0) }, "\(all)")
            let json = try await run(["history", "--format", "json"])
            #expect(json.output.contains(#""path" : "\#(paths.first ?? "none")""#), "\(json)")
            let one = try await run(["history", "--build", "ward-kiosk", "--format", "csv"])
            #expect(one.lines.count == 2 && one.output.contains(",ward-kiosk,"), "\(one)")
            #expect(one.output.hasSuffix("\r\n") && !one.output.contains("\u{FFFD}"), "\(one)")
            let none = try await run(["history", "--device", "no such reader"])
            #expect(none.exitCode == 0 && none.lines == ["No certification in the ledger fits."], "\(none)")
            let trend = try await run(["history", "--trend", "--system", "ncrs"])
            #expect(trend.exitCode == 0 && trend.output.contains("not-warranted"), "\(trend)")
            #expect(try await run(["ledger", "check"]).exitCode == 0)
        }

        /// Whoever only asks leaves nothing behind.
        @Test func askingBeginsNoLedger() async throws {
            for question in [["history"], ["history", "--trend"], ["ledger", "check"]] {
                let run = try await run(question)
                #expect(run.exitCode == 0, "\(run)")
                #expect(try folder.names().isEmpty, "\(question)")
            }
        }

        /// A file that is no bundle is named, and so is a folder without one.
        @Test func whatIsNoBundleIsNoSuccess() async throws {
            let file = try folder.write("no bundle", to: "x.pdf")
            let rebuilt = try await run(["ledger", "rebuild", file])
            #expect(rebuilt.exitCode == 65 && rebuilt.output.contains("left out: \(file)"), "\(rebuilt)")
            try FileManager.default.createDirectory(atPath: folder.file("empty"), withIntermediateDirectories: true)
            for command in ["add", "rebuild"] {
                let empty = try await run(["ledger", command, folder.file("empty")])
                #expect(empty.exitCode == 66 && empty.errorText.contains("no bundle in"), "\(empty)")
            }
        }

        /// What a verification would refuse is neither entered nor kept.
        @Test func aBundleWhoseStatementIsGoneIsRefused() async throws {
            let kept = folder.file("kept")
            _ = try await run(["certify", Tool.build("ward-kiosk"), "--replay", Tool.ward, "-o", kept])
            try FileManager.default.removeItem(atPath: "\(kept)/statement.json")
            let added = try await run(["ledger", "add", kept])
            #expect(added.exitCode == 65 && added.errorText.contains("there is no statement"), "\(added)")
            let history = try await run(["history"])
            #expect(history.lines == ["No certification in the ledger fits."], "\(history)")
        }

        /// The sample key was touched after 150 ms, which is no slowness of it; and its replays are no sightings.
        @Test func aTouchIsNoSlownessAndAReplayNoSighting() async throws {
            for name in ["one", "two"] {
                let run = try await run(
                    [
                        "certify", Tool.build("clinic-kiosk"), "--replay", Fixtures.path("recordings/keys/level2"),
                        "--ledger", "-q", "-o", folder.file(name),
                    ] + Tool.testMetadata
                )
                #expect(run.exitCode == 0, "\(run)")
            }
            let trend = try await run(["history", "--trend", "--format", "json"])
            #expect(trend.output.contains(#""sightings" : 1"#), "\(trend)")
            let time = try #require(trend.output.firstMatch(of: /"earlierMilliseconds" : ([0-9.]+)/)?.1)
            #expect(Double(time) ?? .infinity < 50, "\(trend)")
        }

        @Test func aDamagedLedgerIsSetAsideAndMadeAgain() async throws {
            try FileManager.default.createDirectory(atPath: folder.file("kept"), withIntermediateDirectories: true)
            try await twoCertified()
            let before = try await run(["history", "--format", "csv"])
            try Data(repeating: 0x2A, count: 9000).write(to: URL(fileURLWithPath: ledger))
            let damaged = try await run(["history"])
            #expect(damaged.exitCode == 65 && damaged.errorText.contains("touchstone ledger rebuild"), "\(damaged)")
            let rebuilt = try await run(["ledger", "rebuild"])
            #expect(rebuilt.exitCode == 0 && rebuilt.output.contains("2 certification(s)"), "\(rebuilt)")
            #expect(try await run(["history", "--format", "csv"]).output == before.output)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("data/touchstone"))
            let aside = try #require(names.first { $0.hasPrefix("ledger.sqlite.set-aside-") }, "\(names)")
            #expect(try folder.data("data/touchstone/\(aside)") == Data(repeating: 0x2A, count: 9000))
            #expect(!names.contains { $0.contains("incomplete") }, "\(names)")
        }

        /// A ledger that is made again takes the old one's place at the end, so that a broken attempt costs nothing.
        @Test func aRebuildThatCannotEndLeavesTheOldLedger() async throws {
            try FileManager.default.createDirectory(atPath: folder.file("kept"), withIntermediateDirectories: true)
            try await twoCertified()
            let before = try await run(["history", "--format", "csv"])
            let bytes = try folder.data("data/touchstone/ledger.sqlite")
            let failed = try await run(["ledger", "rebuild", folder.file("nowhere")])
            #expect(failed.exitCode == 66, "\(failed)")
            #expect(try folder.data("data/touchstone/ledger.sqlite") == bytes)
            #expect(try await run(["history", "--format", "csv"]).output == before.output)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("data/touchstone"))
            #expect(names.sorted() == ["bundles", "ledger.sqlite"], "\(names)")
        }

        @Test func aDamagedBundleIsNamedAndLeftOut() async throws {
            try FileManager.default.createDirectory(atPath: folder.file("kept"), withIntermediateDirectories: true)
            try await twoCertified()
            let kept = try #require(
                FileManager.default.subpaths(atPath: folder.file("data/touchstone/bundles"))?
                    .first { $0.hasSuffix(".tar") }
            )
            let path = folder.file("data/touchstone/bundles/\(kept)")
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes[bytes.count / 2] ^= 0x01
            try bytes.write(to: URL(fileURLWithPath: path))
            let check = try await run(["ledger", "check"])
            #expect(check.exitCode == 65 && check.output.contains(path), "\(check)")
            let rebuilt = try await run(["ledger", "rebuild"])
            #expect(rebuilt.exitCode == 65 && rebuilt.output.contains("1 certification(s)"), "\(rebuilt)")
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }
}
