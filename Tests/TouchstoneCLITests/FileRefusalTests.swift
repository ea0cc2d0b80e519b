import BenchTesting
import FixtureSupport
import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Files that the system, or what is there already, keeps a command from: a sentence, a remedy, and one status for one reason.
    struct FileRefusalTests {
        private static let key = Tool.ward + "/03-touchstone-model-two.jsonl"
        private static let log = #"{"t_us":0,"dir":"out","report":"\#(String(repeating: "00", count: 64))"}"# + "\n"

        /// Nobody may make a file there, root no more than others.
        private static let isSysForbidden: Bool = {
            let descriptor = open("/sys/touchstone-test", O_WRONLY | O_CREAT, 0o600)
            guard descriptor < 0 else {
                close(descriptor)
                return false
            }
            return errno == EACCES || errno == EPERM
        }()

        /// A file that can be written and not be read.
        private static let writeOnly = "/sys/bus/platform/uevent"
        private static let isWriteOnlyThere: Bool = {
            let descriptor = open(writeOnly, O_RDONLY)
            guard descriptor >= 0 else { return errno == EACCES }
            defer { close(descriptor) }
            var byte: UInt8 = 0
            return read(descriptor, &byte, 1) < 0 && (errno == EACCES || errno == EPERM)
        }()

        @Test func whatIsThereIsNotOverwritten() async throws {
            let folder = try TemporaryFolder()
            let there = try folder.write("mine", to: "there.jsonl")
            let log = try folder.write(Self.log, to: "reports.log")
            for command in [
                ["record", "redact", Self.key, "--output", there], ["record", "keygen", there],
                ["record", "import", log, "--from", "ctaphid-reports", "--output", there],
            ] {
                let run = try await Tool.run(command)
                #expect(run.exitCode == 74, "\(run)")
                #expect(run.errorText.hasPrefix("error: \(there): is there already, and is not overwritten"), "\(run)")
                #expect(run.errorText.contains("\nhint:  choose another name, or move the file away\n"), "\(run)")
            }
            #expect(try folder.text("there.jsonl") == "mine")
            #expect(try folder.names() == ["reports.log", "there.jsonl"], "no draft is left")
        }

        @Test(.enabled(if: isSysForbidden, "this machine's /sys refuses otherwise"))
        func noPermissionToWriteIsOneStatus() async throws {
            for command in [
                ["record", "redact", Self.key, "--output", "/sys/touchstone"],
                ["record", "redact", Tool.ward, "--output", "/sys/touchstone"],
                ["record", "keygen", "/sys/touchstone"],
            ] {
                let run = try await Tool.run(command)
                #expect(run.exitCode == 77 && run.errorText.hasPrefix("error: /sys/touchstone: "), "\(run)")
                #expect(run.errorText.contains("\nhint:  check the permissions of the "), "\(run)")
            }
        }

        @Test(.enabled(if: isWriteOnlyThere, "this machine has no file that root may not read"))
        func noPermissionToReadIsOneStatus() async throws {
            for command in [["replay"], ["emulate"], ["attest"], ["metadata", "verify"], ["build", "check"]] {
                let run = try await Tool.run(command + [Self.writeOnly])
                #expect(run.exitCode == 77 && run.errorText.contains(Self.writeOnly), "\(run)")
            }
        }

        /// A folder that holds the recordings of checks, of which one was changed.
        @Test func alteredRecordingsOfChecksAreCalledSo() async throws {
            let folder = try TemporaryFolder()
            let copy = folder.file("checks")
            try FileManager.default.copyItem(atPath: Tool.ward + "/checks", toPath: copy)
            let name = try #require(try folder.names(in: "checks").first { $0.hasSuffix(".jsonl") })
            let text = try folder.text("checks/\(name)")
            let lines = text.split(separator: "\n")
            let index = try #require(
                lines.lastIndex { $0.contains(#""dir":"out""#) && $0.contains(#""data":""#) && !$0.contains("mask") }
            )
            var line = String(lines[index])
            let start = try #require(line.range(of: #""data":""#)).upperBound
            line.replaceSubrange(start...start, with: line[start] == "0" ? "1" : "0")
            var changed = lines.map(String.init)
            changed[index] = line
            _ = try folder.write(changed.joined(separator: "\n") + "\n", to: "checks/\(name)")
            let run = try await Tool.run(["check", "--replay", copy])
            #expect(run.exitCode == 65, "\(run)")
            #expect(run.errorText.contains("note:  \(copy)/\(name): altered: "), "\(run)")
            #expect(run.errorText.contains("error: \(copy)/\(name): the recording was altered"), "\(run)")
        }
    }
}
