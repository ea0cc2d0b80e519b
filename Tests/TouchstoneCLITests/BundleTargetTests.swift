import BenchTesting
import FixtureSupport
import Foundation
import Testing

extension EndToEnd {
    /// What is to become of a bundle is done, or refused with a reason; nothing is dropped in silence.
    struct BundleTargetTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        private func run(_ arguments: [String], data: String) async throws -> CommandRun {
            try await CommandRun.run(Tool.path, arguments, environment: ["XDG_DATA_HOME": data])
        }

        private var replay: [String] { ["certify", Tool.build("ward-kiosk"), "--replay", Tool.ward] }

        @Test(arguments: [["--key", "lab.key"], ["--ledger"]])
        func aReplayWithoutABundleHasNothingToSignOrToEnter(option: [String]) async throws {
            let run = try await Tool.run(replay + option)
            #expect(run.exitCode == 64 && run.output.isEmpty, "\(run)")
            #expect(run.errorText.hasPrefix("error: \(option[0]) "), "\(run)")
            #expect(run.errorText.contains("hint:  name one with --output BUNDLE"), "\(run)")
            #expect(try await Tool.run(replay + ["--no-ledger"]).exitCode == 0)
        }

        @Test func aBundleNeedsAName() async throws {
            for arguments in [replay + ["-o", ""], ["evidence", "redact", folder.path, "-o", ""]] {
                let run = try await Tool.run(arguments)
                #expect(run.exitCode == 64 && run.errorText.contains("--output takes a name"), "\(run)")
            }
        }

        /// Asked for, an entry that cannot be made is an error; the bundle is there and the result was printed.
        @Test func aLedgerThatCannotBeWrittenFailsWhoeverAskedForIt() async throws {
            let kept = folder.file("kept")
            let file = try folder.write("no folder", to: "file")
            let run = try await run(replay + ["-o", kept, "--ledger", "-q", "--format", "json"], data: file)
            #expect(run.exitCode == 74, "\(run)")
            #expect(run.errorText.hasPrefix("error: this certification is not in the ledger ("), "\(run)")
            #expect(run.errorText.contains("hint:  the bundle is in \(kept); `touchstone ledger add"), "\(run)")
            #expect(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) is [String: Any])
            #expect(try await Tool.run(["evidence", "verify", kept, "--allow-unsigned"]).exitCode == 0)
        }

        @Test func aDamagedLedgerFailsWhoeverAskedForIt() async throws {
            let data = folder.file("data")
            try FileManager.default.createDirectory(
                atPath: "\(data)/touchstone",
                withIntermediateDirectories: true
            )
            _ = try folder.write(String(repeating: "garbage ", count: 1000), to: "data/touchstone/ledger.sqlite")
            let run = try await run(replay + ["-o", folder.file("kept"), "--ledger", "-q"], data: data)
            #expect(run.exitCode == 65 && run.errorText.contains("`touchstone ledger rebuild`, then"), "\(run)")
        }

        /// A bench with nothing on it: the certification is live, and nobody asked for the entry.
        @Test func aLedgerThatCannotBeWrittenIsSaidToWhoeverWantsItQuiet() async throws {
            let kept = folder.file("kept")
            let file = try folder.write("no folder", to: "file")
            let live = ["certify", Tool.build("ward-kiosk"), "-o", kept, "-q"]
            let run = try await run(live, data: file)
            #expect(run.exitCode == 2, "\(run)")
            #expect(run.errorText.contains("note:  this certification is not in the ledger ("), "\(run)")
            #expect(run.errorText.contains("`touchstone ledger add \(kept)` enters it"), "\(run)")
            // There is nothing that was recorded, and no folder for it.
            #expect(!FileManager.default.fileExists(atPath: "\(kept)/recordings"))
            let again = ["evidence", "verify", kept, "--allow-unsigned"]
            #expect(try await Tool.run(again).exitCode == 0)
            // Earlier releases left one.
            try FileManager.default.createDirectory(atPath: "\(kept)/recordings", withIntermediateDirectories: false)
            #expect(try await Tool.run(again).exitCode == 0)
        }

        @Test func aPublicKeySignsNothingAndAPrivateOneIsNotTrusted() async throws {
            let lab = folder.file("lab")
            _ = try await Tool.run(["evidence", "keygen", lab])
            let signed = try await Tool.run(replay + ["-o", folder.file("kept"), "--key", "\(lab).pub"])
            #expect(signed.exitCode == 65 && signed.errorText.contains("this is a public key"), "\(signed)")
            #expect(signed.errorText.contains("hint:  name the .key file"), "\(signed)")
            let whole = try await Tool.run(replay + ["-o", folder.file("kept"), "--key", "\(lab).key"])
            #expect(whole.exitCode == 0, "\(whole)")
            let trusted = try await Tool.run(["evidence", "verify", folder.file("kept"), "--trust", "\(lab).key"])
            #expect(trusted.exitCode == 65 && trusted.errorText.contains("this is a private key"), "\(trusted)")
            #expect(trusted.errorText.contains("hint:  name the .pub file"), "\(trusted)")
        }

        @Test func aKeyIsNotMadeForDaysThatAreOver() async throws {
            let run = try await Tool.run(["evidence", "keygen", folder.file("lab"), "--until", "2020-01-01"])
            #expect(run.exitCode == 64 && run.errorText.contains("--until 2020-01-01 is over already"), "\(run)")
            #expect(run.errorText.contains("Usage: touchstone evidence keygen"), "\(run)")
            #expect(try folder.names().isEmpty)
        }

        /// One file that cannot be read is no reason to keep quiet about the others.
        @Test func everyBuildIsChecked() async throws {
            let wrong = try folder.write("format: 1\n", to: "wrong.yaml")
            let good = Tool.build("ward-kiosk")
            let run = try await Tool.run(["build", "check", wrong, folder.path, good])
            #expect(run.exitCode == 66 && run.output.contains("wrong.yaml"), "\(run)")
            #expect(run.errorText.contains("a folder, not a build"), "\(run)")
            #expect(run.errorText.contains("ward-kiosk is well formed"), "\(run)")
            let json = try await Tool.run(["build", "check", folder.path, wrong, "--format", "json"])
            #expect(json.output.contains(#""unreadable""#) && json.output.contains("wrong.yaml"), "\(json)")
        }
    }
}
