import BenchTesting
import FixtureSupport
import Foundation
import Testing

extension EndToEnd {
    /// A bundle of the sample, from its making to its verification by somebody who has no more than the bundle and a key.
    struct EvidenceTests {
        private static func certified(_ build: String, in folder: TemporaryFolder, as name: String) async throws
            -> String
        {
            let keygen = try await Tool.run(["evidence", "keygen", folder.file("lab"), "--name", "Sample lab"])
            #expect(keygen.exitCode == 0, "\(keygen)")
            let path = folder.file(name)
            let run = try await Tool.run([
                "certify", Tool.build(build), "--replay", Tool.ward, "-o", path, "--key", folder.file("lab.key"),
            ])
            #expect(run.errorText == "\nKept in \(path)\n", "\(run)")
            return path
        }

        @Test(arguments: ["ward-kiosk", "reception-kiosk", "security-key-kiosk"], ["kept", "kept.tar"])
        func whatWasCertifiedCanBeReperformed(build: String, name: String) async throws {
            let folder = try TemporaryFolder()
            let path = try await Self.certified(build, in: folder, as: name)
            #expect(try folder.names().sorted() == [name, "lab.key", "lab.pub"].sorted())
            let run = try await Tool.run(["evidence", "verify", path, "--trust", folder.file("lab.pub")])
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.lines.first == "RE-PERFORMED: \(path)")
            #expect(run.lines.dropFirst().allSatisfy { $0.hasPrefix("  ok ") } && run.lines.count == 6, "\(run)")
            let untrusted = try await Tool.run(["evidence", "verify", path])
            #expect(untrusted.exitCode == 2, "\(untrusted)")
            let shown = try await Tool.run(["evidence", "show", path])
            #expect(shown.exitCode == 0 && shown.output.contains("recordings/03-touchstone-model-two.jsonl"))
        }

        /// From before certifications made checks by themselves: none is asked for, and nothing about it is worse today.
        @Test func aBundleOfVersionOneComesToItsVerdict() async throws {
            let bundle = Fixtures.path("bundles/version-1.tar")
            let run = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned", "--format", "json"])
            // Its reports are not compared, which is all that stays open.
            #expect(run.exitCode == 2 && run.output.ranges(of: #""outcome" : "open""#).count == 2, "\(run)")
            #expect(run.output.contains(#""remedy" : "verify the bundle with touchstone 0.0.9"#), "\(run)")
            #expect(!run.output.contains("failed") && run.output.contains("warranted"), "\(run)")
            let again = try await Tool.run(["reassess", bundle])
            #expect(again.exitCode == 0 && !again.output.contains("checks.none"), "\(again)")
            // What is made today of recordings without checks is asked for them.
            let folder = try TemporaryFolder()
            let name = "02-touchstone-virtual-reader.jsonl"
            _ = try folder.write(try Fixtures.text("recordings/ward/\(name)"), to: name)
            let now = try await Tool.run(["certify", Tool.build("ward-kiosk"), "--replay", folder.path])
            #expect(now.exitCode == 2 && now.output.contains("None of the 5 required checks"), "\(now)")
        }

        @Test func anUnsignedBundleSaysSoLoudly() async throws {
            let folder = try TemporaryFolder()
            let path = folder.file("kept")
            let run = try await Tool.run(["certify", Tool.build("ward-kiosk"), "--replay", Tool.ward, "-o", path])
            #expect(run.errorText.contains("UNSIGNED"))
            let verified = try await Tool.run(["evidence", "verify", path])
            #expect(verified.exitCode == 2 && verified.output.contains("UNSIGNED"), "\(verified)")
            #expect(verified.output.contains("hint:  have whoever made it sign it"), "\(verified)")
            #expect(try await Tool.run(["evidence", "verify", path, "--allow-unsigned"]).exitCode == 0)
            // Whoever names keys wants one of them to have signed, unless both are said.
            _ = try await Tool.run(["evidence", "keygen", folder.file("lab")])
            let trusting = ["evidence", "verify", path, "--trust", folder.file("lab.pub")]
            #expect(try await Tool.run(trusting).exitCode == 65)
            #expect(try await Tool.run(trusting + ["--allow-unsigned"]).exitCode == 0)
        }

        /// No bundle has a link, or a folder with nothing in it; neither is followed or passed over.
        @Test func whatIsNoFileIsNamed() async throws {
            let folder = try TemporaryFolder()
            let path = try await Self.certified("ward-kiosk", in: folder, as: "kept")
            let files = FileManager.default
            try files.createDirectory(atPath: "\(path)/extra", withIntermediateDirectories: false)
            try files.createSymbolicLink(atPath: "\(path)/link", withDestinationPath: "/etc/hostname")
            let run = try await Tool.run(["evidence", "verify", path])
            #expect(run.exitCode == 65 && run.output.contains("FAILED  files"), "\(run)")
            #expect(run.output.contains("extra/: an empty folder, which no bundle has"), "\(run)")
            #expect(run.output.contains("link: a symbolic link, which no bundle has"), "\(run)")
            #expect(run.output.contains("hint:  ask whoever made the bundle"), "\(run)")
            let again = try await Tool.run(["reassess", path])
            #expect(again.exitCode == 65, "\(again)")
            // As an archive too.
            try files.removeItem(atPath: "\(path)/link")
            let archive = folder.file("b.tar")
            let packing = try await CommandRun.run("/bin/tar", ["-C", folder.path, "-cf", archive, "kept"])
            #expect(packing.exitCode == 0, "\(packing)")
            let packed = try await Tool.run(["evidence", "verify", archive])
            #expect(packed.exitCode == 65 && packed.output.contains("extra/: an empty folder"), "\(packed)")
        }

        /// Whoever reads the first line alone gets the status of the verification, whichever of the two is quicker.
        @Test func aReaderThatLeavesChangesNoStatus() async throws {
            let folder = try TemporaryFolder()
            let path = try await Self.certified("ward-kiosk", in: folder, as: "kept")
            let script = #"for i in 1 2 3 4 5; do "$1" evidence verify "$2" | true; echo ${PIPESTATUS[0]}; done"#
            let run = try await CommandRun.run("/bin/bash", ["-c", script, "bash", Tool.path, path])
            #expect(run.lines == ["2", "2", "2", "2", "2"], "\(run)")
        }

        /// The digests of an unsigned bundle can be made anew by anybody; the evidence then says something else.
        @Test func aVerdictThatItsEvidenceDoesNotGiveIsRefused() async throws {
            let folder = try TemporaryFolder()
            let path = try await Self.certified("reception-kiosk", in: folder, as: "kept")
            let result = try folder.text("kept/result.json").replacing("not-warranted", with: "warranted")
            _ = try folder.write(result, to: "kept/result.json")
            let run = try await Tool.run(["evidence", "verify", path, "--trust", folder.file("lab.pub")])
            #expect(run.exitCode == 65 && run.output.contains("result.json: changed"), "\(run)")
        }

        @Test func keysAreNeverOverwrittenAndNeverShared() async throws {
            let folder = try TemporaryFolder()
            _ = try await Self.certified("ward-kiosk", in: folder, as: "kept")
            let key = try folder.text("lab.key")
            let again = try await Tool.run(["evidence", "keygen", folder.file("lab")])
            #expect(again.exitCode == 74, "\(again)")
            #expect(try folder.text("lab.key") == key)
            let mode = try FileManager.default.attributesOfItem(atPath: folder.file("lab.key"))[.posixPermissions]
            #expect(mode as? Int == 0o600)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.file("lab.key"))
            let run = try await Tool.run([
                "certify", Tool.build("ward-kiosk"), "--replay", Tool.ward, "-o", folder.file("other"), "--key",
                folder.file("lab.key"),
            ])
            #expect(run.exitCode == 77 && run.errorText.contains("chmod 600"), "\(run)")
            #expect(try !folder.names().contains { $0.hasPrefix("other") })
        }
    }
}
