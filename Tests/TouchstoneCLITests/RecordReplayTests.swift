import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// What was recorded gives the same verdict as what was there.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct RecordReplayTests {
        /// A card, an empty reader, two keys of which one has a card face as well.
        private func bench() async throws -> VirtualBenchProcess {
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader(USBTraits(serial: "R-1")))
            _ = try await bench.plugReader(model: "omnikey-3x21")
            _ = try await bench.plugKey(USBTraits(serial: "SECRET-77"))
            _ = try await bench.plugKey(card: "piv-t0", USBTraits(ids: "1050:0407", serial: "SECRET-78"))
            return bench
        }

        @Test(arguments: ["ward-kiosk", "reception-kiosk", "security-key-kiosk"])
        func replayGivesTheLiveBytes(build: String) async throws {
            let bench = try await bench()
            let folder = try TemporaryFolder()
            let recorded = try await bench.touchstone(["record", "--output", folder.file("recordings")])
            #expect(recorded.exitCode == 0, "\(recorded)")
            let live = try await bench.touchstone(
                ["certify", Tool.build(build), "--no-checks", "--output", folder.file("live"), "--format", "json"]
            )
            let replayed = try await Tool.run(
                ["certify", Tool.build(build), "--replay", folder.file("recordings"), "--format", "json"]
            )
            #expect(live.exitCode == replayed.exitCode, "\(live) \(replayed)")
            // Another recording has its own times, and nothing else of its own.
            #expect(try Self.timeless(live) == Self.timeless(replayed))
            let own = try await Tool.run(
                ["certify", Tool.build(build), "--replay", folder.file("live/recordings"), "--format", "json"]
            )
            #expect(live.outputWithoutMaking == own.outputWithoutMaking)
            #expect(live.outputBytes == Array(try folder.text("live/result.json").utf8))
        }

        /// The result without when the devices were asked, and how long they took.
        private static func timeless(_ run: CommandRun) throws -> NSDictionary {
            let document = try JSONSerialization.jsonObject(with: Data(run.outputBytes)) as? [String: Any]
            var result = try #require(document?["result"] as? [String: Any])
            let devices = try #require(result["devices"] as? [[String: Any]])
            #expect(!devices.isEmpty && devices.allSatisfy { $0["conversation"] != nil })
            result["devices"] = devices.map { device in device.filter { $0.key != "conversation" } }
            return NSDictionary(dictionary: result)
        }

        @Test func factsAreTheSameAndHoldNoSerialNumber() async throws {
            let bench = try await bench()
            let folder = try TemporaryFolder()
            let recorded = try await bench.touchstone(["record", "--output", folder.path, "--format", "json"])
            let replayed = try await Tool.run(["replay", folder.path, "--format", "json"])
            let probed = try await bench.touchstone(["probe", "--format", "json"])
            #expect(recorded.outputWithoutMaking == replayed.outputWithoutMaking)
            #expect(Self.facts(recorded) == Self.facts(probed))
            for name in try folder.names() {
                let text = try folder.text(name)
                #expect(!text.contains("SECRET") && !text.contains("R-1"), "\(name)")
            }
            #expect(!recorded.output.contains("SECRET"))
        }

        /// The lines without the file names that only a recording has, and the commas that go with them.
        private static func facts(_ run: CommandRun) -> [String] {
            run.lines.dropFirst(2).filter { !$0.contains(#""recording" : "#) }.map { $0.replacing(",", with: "") }
        }

        @Test func aRecordingIsNeverOverwritten() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey()
            let folder = try TemporaryFolder()
            #expect(try await bench.touchstone(["record", "-o", folder.path]).exitCode == 0)
            let name = try #require(try folder.names().first)
            let before = try folder.text(name)
            let run = try await bench.touchstone(["record", "-o", folder.path])
            #expect(run.exitCode == 74, "\(run)")
            #expect(run.errorText.contains(name))
            #expect(try folder.text(name) == before)
        }
    }
}
