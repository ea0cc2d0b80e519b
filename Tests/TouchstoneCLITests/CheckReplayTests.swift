import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// Checks that were recorded on the virtual bench, made again from their files.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(5)))
    struct CheckReplayTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        @Test func aRecordedRunIsReplayed() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(faults: ["lax:any-sequence"], touch: .milliseconds(300))
            let reader = try await bench.plugReader()
            try await bench.insertCard(into: reader, model: "piv-t1")
            let chosen = ["hid.bad-seq", "gi.*", "ap.sel-*", "ga.ok", "ob.*", "co.stress"].flatMap { ["--only", $0] }
            let devices = ["check", key.port, reader.port, "--danger", "d1"]
            let live = try await bench.touchstone(devices + chosen + ["--record", folder.file("out")])
            #expect(live.exitCode == 1, "\(live)")
            let replayed = try await Tool.run(["check", "--replay", folder.file("out")])
            #expect(replayed.exitCode == 1, "\(replayed)")
            #expect(replayed.output == live.output)
        }

        /// Keys, cards and readers that keep the rules, live and from the files, with all that touches alone let in.
        @Test(arguments: ["text", "json"])
        func theWholeCatalogueIsReplayed(format: String) async throws {
            let bench = try await VirtualBenchProcess.start()
            let keys = [
                try await bench.plugKey(touch: .milliseconds(400)),
                try await bench.plugKey(model: "u2f", touch: .milliseconds(400)),
            ]
            let readers = [
                try await bench.plugReader(), try await bench.plugReader(), try await bench.plugReader(),
            ]
            try await bench.insertCard(into: readers[0], model: "piv-t1")
            try await bench.insertCard(into: readers[1], model: "plain-t0")
            try await bench.insertCard(into: readers[2], model: "fido-nfc")
            let ports = keys.map(\.port) + readers.map(\.port)
            let written = ["--format", format]
            let live = try await bench.touchstone(
                ["check"] + ports + ["--danger", "d1", "--record", folder.file("out")] + written
            )
            #expect(live.exitCode == 0, "\(live)")
            let replayed = try await Tool.run(["check", "--replay", folder.file("out")] + written)
            #expect(replayed.exitCode == 0, "\(replayed)")
            guard format == "json" else {
                #expect(replayed.output == live.output)
                return
            }
            // One line says when it was made.
            let reports = [live, replayed].map { run in run.lines.filter { !$0.contains("\"made\" : ") } }
            #expect(reports[0] == reports[1])
            let meant = try await Tool.run(["check", "--list"] + written)
            let listed = try meant.document(Listing.self).result.checks
            // Nobody is there to move a card; those checks have a test of their own.
            let meantHere = listed.filter { ["D0", "D1"].contains($0.danger) && $0.tags?.contains("hands") != true }
            let ids = Set(meantHere.map(\.id))
            let made = Set(try live.document(Report.self).result.devices.flatMap { $0.results.map(\.id) })
            #expect(ids.count > 150 && ids.subtracting(made).isEmpty, "\(ids.subtracting(made).sorted())")
        }

        /// The key of another vendor, which takes the name of a model that it is not: metadata tell, and a replay needs none.
        @Test func whatRestsOnMetadataStandsAsRecorded() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: "impostor", touch: .milliseconds(150))
            let chosen = ["at.anchor", "at.types", "gi.mds-equal"].flatMap { ["--only", $0] }
            let live = try await bench.touchstone(
                ["check", key.port, "--danger", "d1", "--record", folder.file("out")] + chosen + Tool.testMetadata
            )
            #expect(live.exitCode == 1 && live.output.contains("Impostor Test Vendor Root"), "\(live)")
            let replayed = try await Tool.run(["check", "--replay", folder.file("out")])
            #expect(replayed.exitCode == 1 && replayed.output == live.output, "\(replayed)")
            let blind = try await bench.touchstone(["check", key.port, "--danger", "d1"] + chosen)
            #expect(blind.exitCode == 0, "\(blind)")
        }

        private struct Report: Decodable {
            struct Device: Decodable {
                let results: [Check]
            }
            let devices: [Device]
        }

        private struct Listing: Decodable {
            let checks: [Check]
        }

        private struct Check: Decodable {
            let id: String
            /// The class, in a list.
            let danger: String?
            let tags: [String]?
        }
    }
}
