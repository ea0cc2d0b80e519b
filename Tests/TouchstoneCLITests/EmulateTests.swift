import BenchTesting
import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Other programs find in a recording what they found on the device.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct EmulateTests {
        /// What a program saw of a card, as a recording: the program's own log, imported.
        private func record(_ tool: [String], model: String, in folder: TemporaryFolder) async throws -> CommandRun {
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader(), model: model)
            let log = folder.file("opensc.log")
            let run = try await bench.run(
                tool[0],
                Array(tool.dropFirst()),
                environment: [
                    "OPENSC_DEBUG": "9", "OPENSC_DEBUG_FILE": log, "OPENSC_CONF": try configuration(folder, log),
                ]
            )
            let imported = try await Tool.run(["record", "import", log, "--output", folder.file("card.jsonl")])
            #expect(imported.exitCode == 0, "\(imported)")
            return run
        }

        private func configuration(_ folder: TemporaryFolder, _ log: String) throws -> String {
            try folder.write("app default { debug = 9; debug_file = \(log); }\n", to: "opensc.conf")
        }

        @Test(
            .enabled(if: Availability.hasTool("opensc-tool"), "opensc-tool is not installed"),
            arguments: ["piv-t1", "plain-t0", "jcop41"]
        )
        func openSCFindsTheRecordedCard(_ model: String) async throws {
            let folder = try TemporaryFolder()
            let live = try await record(["opensc-tool", "--name"], model: model, in: folder)
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader(), from: folder.file("card.jsonl"))
            let name = try await bench.run("opensc-tool", ["--name"])
            #expect(name.output == live.output && name.exitCode == live.exitCode, "\(name) \(live)")
            let answer = try await bench.run("opensc-tool", ["--atr"])
            let other = try await VirtualBenchProcess.start()
            try await other.insertCard(into: other.plugReader(), model: model)
            #expect(try await other.run("opensc-tool", ["--atr"]).output == answer.output)
        }

        @Test(.enabled(if: Availability.hasTool("fido2-token"), "fido2-token is not installed"))
        func fido2TokenFindsTheRecordedKey() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey()
            let live = try await bench.run("fido2-token", ["-I", key.node])
            let folder = try TemporaryFolder()
            let recorded = try await bench.touchstone(["record", "--output", folder.file("recordings")])
            #expect(recorded.exitCode == 0, "\(recorded)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("recordings"))
            let file = folder.file("recordings/\(try #require(names.first))")

            let other = try await VirtualBenchProcess.start()
            let replayed = try await other.plugKey(from: file)
            let information = try await other.run("fido2-token", ["-I", replayed.node])
            #expect(information.output == live.output && information.exitCode == 0, "\(information) \(live)")
            let list = try await other.run("fido2-token", ["-L"])
            #expect(list.lines == ["\(replayed.node): vendor=0x1209, product=0xf1d2 (Touchstone Model Two)"], "\(list)")
        }

        @Test func withoutADaemonItSaysSo() async throws {
            let folder = try TemporaryFolder()
            _ = try await record(["opensc-tool", "--name"], model: "piv-t1", in: folder)
            let run = try await Tool.run(["emulate", folder.file("card.jsonl"), "--port", "1", "--format", "json"])
            #expect(run.exitCode == 69, "\(run)")
            #expect(run.errorText.contains("vpcd does not answer at port 1"), "\(run)")
        }

        @Test(.disabled(if: access("/dev/uhid", F_OK) == 0, "this kernel has uhid"))
        func withoutUHIDItSaysSo() async throws {
            let recording = Tool.ward + "/03-touchstone-model-two.jsonl"
            let run = try await Tool.run(["emulate", recording, "--as", "key"])
            #expect(run.exitCode == 69 && run.errorText.contains("/dev/uhid"), "\(run)")
        }

        @Test func aWrongFaceIsAnError() async throws {
            let folder = try TemporaryFolder()
            _ = try await record(["opensc-tool", "--name"], model: "piv-t1", in: folder)
            let run = try await Tool.run(["emulate", folder.file("card.jsonl"), "--as", "key"])
            #expect(run.exitCode == 66 && run.errorText.contains("the recording has no security key"), "\(run)")
            #expect(run.errorText.contains("hint:  it can be served with `--as card`\n"), "\(run)")
            let slot = try await Tool.run(["emulate", folder.file("card.jsonl"), "--slot", "2"])
            #expect(slot.exitCode == 66 && slot.errorText.contains("has no reader number 2"), "\(slot)")
            #expect(slot.errorText.contains("hint:  it can be served with `--as card`\n"), "\(slot)")
            let key = try await Tool.run(["emulate", Tool.ward + "/03-touchstone-model-two.jsonl", "--as", "card"])
            #expect(key.exitCode == 66 && key.errorText.contains("has no reader"), "\(key)")
            #expect(key.errorText.contains("hint:  it can be served with `--as key`\n"), "\(key)")
            let all = try await Tool.run(["emulate", Tool.ward])
            #expect(all.exitCode == 66 && all.errorText.contains("\(Tool.ward): a folder, and one recording"), "\(all)")
        }

        /// The whole way: pcscd with the driver of vsmartcard-vpcd, in a network of its own.
        @Test(.enabled(if: VPCDLane.obstacle == nil, "\(VPCDLane.obstacle ?? "")"))
        func servesACardThroughVPCD() async throws {
            let folder = try TemporaryFolder()
            let live = try await record(["opensc-tool", "--name"], model: "piv-t1", in: folder)
            let run = try await VPCDLane.run(
                recording: folder.file("card.jsonl"),
                in: folder,
                [
                    "opensc-tool --reader 0 --name", "opensc-tool --reader 0 --atr",
                    "opensc-tool --reader 0 --send-apdu 00:CA:12:34",
                ]
            )
            #expect(
                run.output.contains("Personal Identity Verification Card") && live.output.contains("Personal"),
                "\(run)"
            )
            #expect(run.output.contains("3b:9b:18:81:31:fe:45:80:73:00:21:c0:55:54:53:50:49:56:87"), "\(run)")
            #expect(run.output.contains("SW1=0x6F, SW2=0x00"), "\(run)")
            #expect(run.output.contains("emulate ended with 65"), "\(run)")
            #expect(run.errorText.contains("the recording holds no answer to 00ca1234"), "\(run)")
        }
    }
}
