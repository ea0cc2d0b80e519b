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

        /// The one file of the cache with such an ending.
        private func stored(_ ending: String) throws -> String {
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder.file("cache"))
                .filter { $0.hasSuffix(ending) && !$0.hasSuffix("/record.json") && !$0.hasSuffix("/origin.json") }
            #expect(names.count == 1, "\(names)")
            return folder.file("cache/\(try #require(names.first))")
        }

        @Test func oneModelIsReadByAnIndexAndCheckedForItself() async throws {
            let show = ["metadata", "show", Self.level2, "--as-of", "2026-01-01"] + anchored
            #expect(try await touchstone(["metadata", "import", blob] + anchored).exitCode == 0)
            let first = try await touchstone(show)
            // A damaged index is made again of the payload, one that is missing too.
            try Data("damage".utf8).write(to: URL(fileURLWithPath: stored(".index")))
            #expect(try await touchstone(show).output == first.output)
            let mended = try Data(contentsOf: URL(fileURLWithPath: stored(".index")))
            #expect(mended.count > 500)
            try FileManager.default.removeItem(atPath: stored(".index"))
            #expect(try await touchstone(show).output == first.output)
            #expect(try Data(contentsOf: URL(fileURLWithPath: stored(".index"))) == mended)
            // With the index nothing else than the entry is read; damage to it is told.
            let payload = URL(fileURLWithPath: try stored(".json"))
            let text = String(decoding: try Data(contentsOf: payload), as: UTF8.self)
            let changed = text.replacingOccurrences(of: "FIDO_CERTIFIED_L2", with: "FIDO_CERTIFIED_L3")
            #expect(changed != text)
            try Data(changed.utf8).write(to: payload)
            let damaged = try await touchstone(show)
            #expect(damaged.exitCode == 65 && damaged.errorText.contains("$.entries["), "\(damaged)")
            let listed = try await touchstone(["metadata", "list"] + anchored)
            #expect(listed.exitCode == 65 && listed.errorText.contains("digest"), "\(listed)")
        }

        @Test func listsByLevelAndDay() async throws {
            let query = ["metadata", "list", "--metadata", blob, "--level", "L2"] + anchored
            let before = try await touchstone(query + ["--as-of", "2025-05-31"])
            let after = try await touchstone(query + ["--as-of", "2025-06-01"])
            // One model was revoked on the second day.
            #expect(before.lines.count == 5, "\(before)")
            #expect(after.lines.count == 4, "\(after)")
        }

        /// Certificates hold for a time, and somebody with an old BLOB asks as of then.
        @Test func theMomentToVerifyAtIsTheOneGiven() async throws {
            let show = ["metadata", "show", Self.level2, "--metadata", blob] + anchored
            let then = try await touchstone(show + ["--metadata-at", "2026-01-01"])
            #expect(then.exitCode == 0 && then.errorText.contains("verified on 2026-01-01"), "\(then)")
            let before = try await touchstone(show + ["--metadata-at", "1999-01-01"])
            #expect(before.exitCode == 65 && before.errorText.contains("the certificates' time"), "\(before)")
            let later = try await touchstone(["metadata", "diff", blob, blob, "--later-at", "1999-01-01"] + anchored)
            #expect(later.exitCode == 65 && later.output.isEmpty, "\(later)")
            let alone = try await touchstone(["metadata", "show", Self.level2, "--metadata-at", "2026-01-01"])
            #expect(alone.exitCode == 64 && alone.errorText.contains("--metadata"), "\(alone)")
        }

        @Test(arguments: [["--transport", "lan"], ["--protocol", "foo"], ["--level", "L9"]])
        func aFilterThatNothingCanPassIsAMistake(filter: [String]) async throws {
            let run = try await touchstone(["metadata", "list"] + filter)
            #expect(run.exitCode == 64 && run.output.isEmpty, "\(run)")
            #expect(run.errorText.contains("there are") || run.errorText.contains("one of"), "\(run)")
        }

        /// An empty list has a reason where the metadata could not have had anything in it.
        @Test(arguments: [
            (["--transport", "usb"], "tells a transport"), (["--protocol", "u2f"], "level 2 and above alone"),
            (["--level", "L1"], "level 2 and above alone"),
        ])
        func whatTheBuiltInTableLacksIsSaid(filter: [String], reason: String) async throws {
            let run = try await touchstone(["metadata", "list"] + filter)
            #expect(run.exitCode == 0 && run.errorText.contains(reason), "\(run)")
        }

        /// `probe` writes firmware in hexadecimal, BLOBs write it in decimal.
        @Test func firmwareIsTakenAsItIsShown() async throws {
            let show = ["metadata", "show", Self.level2, "--metadata", blob, "--format", "json"] + anchored
            let hexadecimal = try await touchstone(show + ["--firmware", "0x20100"])
            let decimal = try await touchstone(show + ["--firmware", "131328"])
            // The second line says when, and the clock may have moved on in between.
            func rest(_ run: CommandRun) -> [String] { run.lines.filter { !$0.contains("\"made\"") } }
            #expect(hexadecimal.exitCode == 0 && rest(hexadecimal) == rest(decimal), "\(hexadecimal)")
            let dotted = try await touchstone(show + ["--firmware", "5.7.1"])
            #expect(dotted.exitCode == 64 && dotted.errorText.contains("means 0x50701 by 5.7.1"), "\(dotted)")
            let other = try await touchstone(show + ["--firmware", "newest"])
            #expect(other.exitCode == 64 && !other.errorText.contains("means"), "\(other)")
        }

        @Test func whoeverHasANameIsToldHowToFindIt() async throws {
            let run = try await touchstone(["metadata", "show", "model two"])
            #expect(run.exitCode == 64 && run.errorText.contains("metadata list --text 'model two'"), "\(run)")
        }

        /// That it was verified, and whether it is the latest word, are two facts; a level is told with both.
        @Test(arguments: [["show", level2], ["list"]])
        func aLevelIsToldWithItsFreshness(command: [String]) async throws {
            struct Listing: Decodable {
                let isFresh: Bool?
                let freshness: String
            }
            let tell = ["metadata"] + command + ["--metadata", blob] + anchored
            let fresh = try await touchstone(tell + ["--as-of", "2059-12-31"])
            #expect(
                fresh.errorText.contains("; fresh on 2059-12-31, for the next BLOB is due on 2060-01-01"),
                "\(fresh)"
            )
            #expect(!fresh.errorText.contains("out of date"), "\(fresh)")
            let stale = try await touchstone(tell + ["--as-of", "2060-01-02"])
            #expect(stale.exitCode == 0 && stale.errorText.contains("verified on "), "\(stale)")
            #expect(stale.errorText.contains("not fresh on 2060-01-02: a newer BLOB was announced for 2060-01-01"))
            #expect(stale.errorText.contains("note:  the metadata is not fresh, so levels may be out of date"))
            let told = try await touchstone(tell + ["--as-of", "2060-01-02", "--format", "json", "--quiet"])
                .document(Listing.self).result
            #expect(told.isFresh == false && told.freshness.hasPrefix("not fresh on 2060-01-02"), "\(told)")
            let table = try await touchstone(["metadata"] + command + ["--format", "json"]).document(Listing.self)
                .result
            #expect(table.isFresh == nil && table.freshness.hasPrefix("no BLOB is at hand"), "\(table)")
        }

        /// As of when it holds is one thing, today another.
        @Test func verifiedAsOfADayIsNotVerifiedToday() async throws {
            let run = try await touchstone(["metadata", "verify", blob, "--at", "2026-01-02"] + anchored)
            #expect(run.output.contains("verified as of 2026-01-02T12:00:00Z; fresh on "), "\(run)")
            #expect(!run.output.contains("fresh on 2026-01-02") && !run.output.contains("ago"), "\(run)")
        }

        @Test(arguments: ["", "\n"])
        func anEmptyFileIsCalledEmpty(text: String) async throws {
            let path = try folder.write(text, to: "empty")
            let commands = [
                ["metadata", "verify", path], ["metadata", "import", path], ["attest", path],
                ["metadata", "list", "--metadata", path], ["replay", path], ["emulate", path],
                ["record", "import", path, "--output", folder.file("log.jsonl")],
            ]
            for command in commands {
                let run = try await touchstone(command)
                #expect(run.exitCode == 65 && run.errorText.contains("the file is empty"), "\(command): \(run)")
            }
        }

        @Test func aDayOutsideOfTheCertificatesIsToldFromAStranger() async throws {
            let verify = ["metadata", "verify", blob] + anchored
            let late = try await touchstone(verify + ["--at", "2061-01-01"])
            #expect(late.exitCode == 65 && late.errorText.contains("a day before 2060-01-01"), "\(late)")
            let early = try await touchstone(verify + ["--at", "2010-01-01"])
            #expect(early.exitCode == 65 && early.errorText.contains("begins on 2020-01-01"), "\(early)")
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
