import BenchTesting
import FixtureSupport
import Foundation
import Testing

extension EndToEnd {
    /// Each way of failing has its exit status, its sentence and its remedy.
    struct FailureTests {
        /// A command line that cannot succeed on a machine without devices.
        struct Failing: CustomTestStringConvertible {
            let arguments: [String]
            let exitCode: Int32
            let code: String
            let words: String

            init(_ arguments: [String], _ exitCode: Int32, _ code: String, _ words: String) {
                self.arguments = arguments
                self.exitCode = exitCode
                self.code = code
                self.words = words
            }

            var testDescription: String { arguments.joined(separator: " ") }

            static let all = [
                Self(
                    ["certify", "/nonexistent/build.yaml"],
                    66,
                    "no-such-file",
                    "/nonexistent/build.yaml: no such build"
                ),
                Self(["certify", "/"], 66, "no-such-file", "/: a folder, not a build"),
                Self(
                    ["certify", Tool.build("ward-kiosk"), "--replay", "/nonexistent/recordings"],
                    66,
                    "no-such-file",
                    "/nonexistent/recordings: no such file or folder"
                ),
                Self(
                    ["certify", Tool.build("ward-kiosk"), "--replay", Fixtures.path("builds")],
                    66,
                    "no-recordings",
                    "no recording (*.jsonl) is in this folder"
                ),
                Self(
                    ["certify", Tool.build("ward-kiosk"), "--replay", Tool.build("ward-kiosk")],
                    65,
                    "recording-malformed",
                    "ward-kiosk.yaml"
                ),
                Self(
                    ["certify", Tool.build("ward-kiosk"), "--replay", Tool.ward, "--edition", "wes-1999-01-01"],
                    66,
                    "no-such-edition",
                    "wes-1999-01-01: no edition of that id is built in"
                ),
                Self(
                    ["certify", Tool.build("ward-kiosk"), "--replay", Tool.ward, "--output", "/proc/touchstone"],
                    74,
                    "file",
                    "the folder cannot be made: no such file or directory"
                ),
                Self(
                    ["certify", Tool.build("ward-kiosk"), "--replay", Tool.ward, "--output", "/dev/null/out"],
                    74,
                    "file",
                    "the folder cannot be made: not a directory"
                ),
                Self(
                    ["replay", "/nonexistent.jsonl"],
                    66,
                    "no-such-file",
                    "/nonexistent.jsonl: no such file or folder"
                ),
                Self(["probe"], 69, "service-unavailable", "0x8010001D, SCARD_E_NO_SERVICE"),
                Self(
                    ["record", "--output", "/nonexistent"],
                    69,
                    "service-unavailable",
                    "0x8010001D, SCARD_E_NO_SERVICE"
                ),
            ]
        }

        @Test(arguments: Failing.all)
        func saysWhatIsWrong(failing: Failing) async throws {
            let run = try await Self.away(from: failing.arguments)
            #expect(run.exitCode == failing.exitCode, "\(run)")
            #expect(run.errorText.hasPrefix("error: "), "\(run)")
            #expect(run.errorText.contains(failing.words), "\(run)")
            #expect(run.errorText.split(separator: "\n").count { $0.hasPrefix("error: ") } == 1, "\(run)")
            #expect(run.output.isEmpty)
        }

        @Test(arguments: Failing.all)
        func saysItToProgramsAsWell(failing: Failing) async throws {
            let run = try await Self.away(from: failing.arguments + ["--format", "json"])
            #expect(run.exitCode == failing.exitCode, "\(run)")
            let document = try run.document(Failure.self)
            #expect(document.schema == "touchstone.error/1")
            #expect(document.result.code == failing.code)
            #expect(document.result.exitCode == failing.exitCode)
            #expect(document.result.message.contains(failing.words))
            let hint = document.result.remedy.map { "hint:  \($0)\n" } ?? ""
            #expect(run.errorText == "error: \(document.result.message)\n\(hint)")
        }

        /// No daemon, and it is said how to start it; the list is there all the same.
        @Test func withoutADaemon() async throws {
            let run = try await Self.away(from: ["devices", "--format", "json"])
            #expect(run.exitCode == 69, "\(run)")
            let problem = try #require(try run.document(DevicesDocument.self).result.daemonProblem)
            #expect(problem.code == "service-unavailable" && problem.exitCode == 69)
            #expect(
                problem.message == """
                    no PC/SC daemon answers (SCardEstablishContext returned 0x8010001D, SCARD_E_NO_SERVICE)
                    """
            )
            #expect(problem.remedy?.contains("systemctl start pcscd.socket") == true)
            #expect(run.errorText.contains("hint:  start it with `systemctl start pcscd.socket`"))

            let text = try await Self.away(from: ["devices"])
            #expect(text.exitCode == 69 && text.output == "No devices are attached.\n", "\(text)")
            let doctor = try await Self.away(from: ["doctor"])
            #expect(doctor.exitCode == 69 && doctor.output.hasSuffix("This bench is not ready.\n"), "\(doctor)")
            #expect(doctor.output.contains("problem  PC/SC daemon: no PC/SC daemon answers"))
        }

        @Test func aBrokenBuildIsShownLineAndColumn() async throws {
            let folder = try TemporaryFolder()
            let text = try Fixtures.text("builds/ward-kiosk.yaml")
            let broken = text.replacing("edition-id:", with: "editon-id:")
            #expect(broken != text)
            let line =
                1
                + (broken.split(separator: "\n", omittingEmptySubsequences: false)
                    .firstIndex { $0.contains("editon-id") } ?? 0)
            let path = try folder.write(broken, to: "build.yaml")
            let run = try await Tool.run(["certify", path, "--replay", Tool.ward])
            #expect(run.exitCode == 65, "\(run)")
            #expect(run.errorText.contains("\(path):\(line):3: "), "\(run)")
            #expect(run.errorText.contains("edition-id"), "\(run)")

            let torn = try folder.write("format: 1\nassessment: [", to: "torn.yaml")
            let other = try await Tool.run(["certify", torn, "--replay", Tool.ward])
            #expect(other.exitCode == 65 && other.errorText.contains("\(torn):"), "\(other)")
        }

        @Test func anExistingFolderIsNotTouched() async throws {
            let folder = try TemporaryFolder()
            _ = try folder.write("mine", to: "note")
            let run = try await Tool.run(
                ["certify", Tool.build("ward-kiosk"), "--replay", Tool.ward, "--output", folder.path]
            )
            #expect(run.exitCode == 74, "\(run)")
            #expect(run.errorText.contains("is there already, and a certification is never overwritten"))
            #expect(try folder.names() == ["note"])
            #expect(try folder.text("note") == "mine")
        }

        /// A certification that fails half-way leaves nothing: here the last of three recordings is wrong.
        @Test func afterAFailureNothingIsLeft() async throws {
            let folder = try TemporaryFolder()
            try FileManager.default.copyItem(atPath: Tool.ward, toPath: folder.file("recordings"))
            let last = "recordings/03-touchstone-model-two.jsonl"
            _ = try folder.write(try folder.text(last).replacing(#""data":"04""#, with: #""data":"05""#), to: last)
            let run = try await Tool.run(
                [
                    "certify", Tool.build("ward-kiosk"), "--replay", folder.file("recordings"), "--output",
                    folder.file("out"),
                ]
            )
            #expect(run.exitCode == 65, "\(run)")
            #expect(try folder.names() == ["recordings"])
        }

        @Test(arguments: [
            ["devices", "--nonsense"], ["certify"], ["certify", "a", "b"], ["probe", "--timeout", "0"],
            ["probe", "--timeout", "-1"], ["certify", "a", "--replay", "b", "--golden", "1"],
            ["check", "--resume", "a", "--golden", "1"],
            ["probe", "--timeout", "nan"], ["probe", "--format", "xml"], ["record"], ["nonsense"],
            ["certify", "build.yaml", "--as-of", "yesterday"],
        ])
        func aWrongCommandLineIs64(arguments: [String]) async throws {
            let run = try await Tool.run(arguments)
            #expect(run.exitCode == 64, "\(run)")
            #expect(run.output.isEmpty)
            #expect(run.errorText.hasPrefix("Error: "))
        }

        @Test func aNegativeTimeIsAWrongNumberAndNoOption() async throws {
            let run = try await Tool.run(["probe", "--timeout", "-1"])
            #expect(run.errorText.contains("--timeout takes between 0.0005 and 3600 seconds"), "\(run)")
        }

        /// The parser's own words are no help to whoever has named the wrong file.
        @Test func aListThatIsNoneIsSaidInWords() async throws {
            let build = Tool.build("ward-kiosk")
            let run = try await Tool.run(["metadata", "verify", Fixtures.path("metadata/blob.jwt"), "--crl", build])
            #expect(run.exitCode == 65 && run.errorText.contains("not a certificate revocation list in DER"), "\(run)")
            #expect(!run.errorText.contains("ASN1"), "\(run)")
        }

        /// Runs where there is neither a daemon nor, thanks to an empty `/sys`, a key.
        private static func away(from arguments: [String]) async throws -> CommandRun {
            guard PreloadedSuite.obstacle == nil else { return try await Tool.run(arguments) }
            let folder = try TemporaryFolder()
            try FileManager.default.createDirectory(atPath: folder.file("sys"), withIntermediateDirectories: true)
            return try await CommandRun.run(
                Tool.path,
                arguments,
                environment: ["LD_PRELOAD": "libumockdev-preload.so.0", "UMOCKDEV_DIR": folder.path]
            )
        }
    }
}
