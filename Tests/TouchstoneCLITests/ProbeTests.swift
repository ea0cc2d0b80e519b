import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// `probe` beside `fido2-token -I`: every value of the other, for fewer exchanges.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct ProbeTests {
        @Test(
            .enabled(if: Availability.hasTool("fido2-token"), "fido2-token is not installed"),
            arguments: ["level2", "level1", "u2f"]
        )
        func saysWhatTokenSays(model: String) async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: model)
            let theirs = TokenInformation(try await bench.run("fido2-token", ["-I", key.node]))
            let run = try await bench.touchstone(["probe", key.port])
            #expect(run.exitCode == 0 && run.width <= 80, "\(run)")
            let ours = ProbeRows(run)
            #expect(theirs.lines.count >= 5)

            let version = ["major", "minor", "build"]
                .map { theirs[$0].flatMap { Int($0.dropFirst(2), radix: 16) }.map(String.init) ?? "?" }
                .joined(separator: ".")
            #expect(ours["CTAPHID"]?.contains("device \(version)") == true, "\(run)")

            for line in theirs.lines where !["major", "minor", "build"].contains(line.name) {
                let (row, words) = try #require(line.counterpart, "\(line) is new to this test")
                guard let value = ours[row] else {
                    #expect(line.mayBeDefault, "\(line) is missing: \(run)")
                    continue
                }
                // Both write the AAGUID, one of them as a UUID.
                let text = row == "AAGUID" ? value.replacing("-", with: "") : value
                for word in words { #expect(text.contains(word), "\(line) against \(row): \(value)") }
            }
        }

        /// The same the other way round: nothing is left out of a list that libfido2 shortens.
        @Test(.enabled(if: Availability.hasTool("fido2-token"), "fido2-token is not installed"))
        func listsHaveTheSameLength() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey()
            let theirs = TokenInformation(try await bench.run("fido2-token", ["-I", key.node]))
            let ours = ProbeRows(try await bench.touchstone(["probe", key.port]))
            let pairs = [
                "version strings": "versions", "extension strings": "extensions", "options": "options",
                "algorithms": "algorithms", "pin protocols": "PIN protocols",
            ]
            for (name, row) in pairs {
                let count = try #require(theirs[name]).split(separator: ",").count
                #expect(try #require(ours[row]).split(separator: ",").count == count, "\(row)")
            }
        }

        /// INIT, getInfo, PIN retries, and UV retries where the key lists `uv`; fido2-token needs six.
        @Test(arguments: [("level2", 4), ("level1", 3), ("u2f", 1)])
        func costsFewExchanges(model: String, count: Int) async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: model)
            let folder = try TemporaryFolder()
            let run = try await bench.touchstone(["record", key.port, "--output", folder.path])
            #expect(run.exitCode == 0, "\(run)")
            let name = try #require(try folder.names().first)
            let requests = try folder.text(name).split(separator: "\n").filter { $0.contains(#""kind":"request""#) }
            #expect(requests.count == count, "\(requests)")
        }

        @Test func everyFaceOfACompositeKeyIsProbed() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(card: "piv-t1", USBTraits(ids: "1050:0407", serial: "424242"))
            let run = try await bench.touchstone(["probe", key.port])
            let rows = ProbeRows(run)
            #expect(run.exitCode == 0, "\(run)")
            #expect(rows["versions"] == "FIDO_2_0, FIDO_2_1")
            #expect(rows["SELECT PIV"] == "9000, success")
            // A serial number is personal.
            #expect(!run.output.contains("424242"), "\(run)")
        }
    }
}
