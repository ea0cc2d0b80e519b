import BenchTesting
import FixtureSupport
import Foundation
import Testing

extension EndToEnd {
    /// The samples certify from recordings alone, on any machine: warranted, not warranted, inconclusive.
    struct CertifySampleTests {
        @Test func theWardKioskIsWarranted() async throws {
            let run = try await Tool.run(["certify", Tool.build("ward-kiosk"), "--replay", Tool.ward])
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.lines.first == "WARRANTED: Ward kiosk, smartcards")
            #expect(run.lines.contains("10 combinations: 10 warranted"))
            #expect(!run.output.contains("Why it is not warranted"))
            #expect(run.errorText.isEmpty)
            #expect(run.width <= 80)
        }

        /// Foundation's own way to split a path ends the program on one of one letter.
        @Test(arguments: ["b", "b/", "c/d"]) func theBundleMayHaveAnyName(name: String) async throws {
            let folder = try TemporaryFolder()
            let shell = #"cd "$1" && exec "$2" certify "$3" --replay "$4" --output "$5""#
            let run = try await CommandRun.run(
                "/bin/sh",
                ["-c", shell, "sh", folder.path, Tool.path, Tool.build("ward-kiosk"), Tool.ward, name]
            )
            #expect(run.exitCode == 0, "\(run)")
            let verified = try await Tool.run(["evidence", "verify", folder.file(name), "--allow-unsigned"])
            #expect(verified.exitCode == 0, "\(verified)")
        }

        @Test func theReceptionKioskFailsForThreeReasons() async throws {
            let run = try await Tool.run(["certify", Tool.build("reception-kiosk"), "--replay", Tool.ward])
            #expect(run.exitCode == 1, "\(run)")
            let expected = """
                NOT WARRANTED: Reception kiosk, smartcards
                edition wes-2024-12-20, as of 2026-11-23, policy default
                2 combinations: 2 not warranted
                checks: 15 passed, 5 not run

                Why it is not warranted
                  1. The edition IoTEnterprise is excluded: Windows Internet of Things editions
                     are not supported.
                     all combinations; rule windows-editions
                     evidence: build: os.edition-id (line 17)
                  2. Edge is started with --edge-kiosk-type=public-browsing, which opens a
                     private session, and private browsing is not supported.
                     all combinations; rule private-browsing
                     evidence: build: browsers[0].launch-arguments (line 29)
                     readings: A14
                  3. NHS Credential Management is required and not installed.
                     all combinations; rule credential-management, footnote systems.1, systems.2
                     evidence: build: nhs-client.credential-management (line 34)
                     readings: A02

                What to heed
                """
            #expect(run.output.hasPrefix(expected), "\(run)")
            #expect(run.errorText.isEmpty)
            #expect(run.width <= 80)
        }

        @Test func theSecurityKeyKioskSaysWhatIsMissing() async throws {
            let run = try await Tool.run(["certify", Tool.build("security-key-kiosk"), "--replay", Tool.ward])
            #expect(run.exitCode == 2, "\(run)")
            let expected = """
                INCONCLUSIVE: Clinic kiosk, security keys
                edition wes-2024-12-20, as of 2026-11-23, policy default
                4 combinations: 4 inconclusive
                levels by the table built into the program, from FIDO metadata no. 291 of
                2026-10-15
                checks: 15 passed, 5 not run

                What cannot be answered
                  1. The build is used with Keys from stock, model not recorded, and none was on
                     the bench whose Level 2 could be shown.
                     all combinations; rule key-certification, footnote authenticators.2
                     evidence: build: authenticators (line 50)
                     readings: A15
                  2. Nothing that the build names was on the bench for the 10 required checks.
                     all combinations; what a verdict asks for
                     evidence: no evidence

                What to do next
                  - the model “Keys from stock, model not recorded” on the bench: attach it,
                    then `touchstone probe`
                  - the required checks: attach it, then `touchstone certify BUILD`

                System
                """
            #expect(run.output.hasPrefix(expected), "\(run)")
            #expect(run.width <= 80)
        }

        /// One build, and a recording for each key that may stand on its bench.
        @Test(arguments: KeyCase.all)
        func theClinicKioskIsWorthItsKey(test: KeyCase) async throws {
            let recordings = Fixtures.path("recordings/keys/\(test.model)")
            let build = Tool.build("clinic-kiosk")
            let arguments = ["certify", build, "--replay", recordings] + Tool.testMetadata
            let run = try await Tool.run(arguments + ["--format", "json"])
            try test.check(certification: run)
            #expect(
                try await Tool.run(arguments + ["--format", "json"]).outputWithoutMaking == run.outputWithoutMaking
            )
            let text = try await Tool.run(arguments)
            #expect(text.exitCode == test.exitCode && text.width <= 80, "\(text)")
            #expect(text.output.contains("who vouches: "), "\(text)")
            #expect(text.output.contains("level of the claim: ") == !test.isAttested, "\(text)")
            #expect(text.output.contains("    level: ") == test.isAttested, "\(text)")
            let probed = try await Tool.run(["probe", "replay:\(recordings)"] + Tool.testMetadata)
            #expect(ProbeRows(probed)["who vouches"]?.contains(test.vouching) == true, "\(probed)")
        }

        /// The level may be known, but nobody vouches by the table: it has no anchors.
        @Test func theBuiltInTableLeavesItOpen() async throws {
            let arguments = [
                "certify", Tool.build("clinic-kiosk"), "--replay", Fixtures.path("recordings/keys/level2"),
            ]
            let empty = try TemporaryFolder()
            let run = try await CommandRun.run(
                Tool.path,
                arguments + ["--format", "json"],
                environment: ["XDG_CACHE_HOME": empty.path]
            )
            #expect(run.exitCode == 2, "\(run)")
            let result = try run.document(KeyCertification.self).result
            #expect(result.metadata?.source == "built-in-table")
            #expect(result.reason("attestation")?.missing?.supply.contains("`touchstone metadata fetch`") == true)
            #expect(result.reason("level")?.effect == "open")
        }

        @Test(arguments: ["ward-kiosk", "reception-kiosk", "security-key-kiosk"])
        func theSameRecordingsGiveTheSameBytes(build: String) async throws {
            let arguments = ["certify", Tool.build(build), "--replay", Tool.ward, "--format", "json"]
            let first = try await Tool.run(arguments)
            let second = try await Tool.run(arguments)
            #expect(first.outputWithoutMaking == second.outputWithoutMaking)
            #expect(first.output.contains(#""schema" : "touchstone.certification/1""#))
            #expect(first.exitCode == second.exitCode)
        }

        /// The folder is whole, and its recordings give the verdict again.
        @Test func whatIsKeptCanBeReplayed() async throws {
            let folder = try TemporaryFolder()
            let kept = folder.file("kept")
            let first = try await Tool.run(
                ["certify", Tool.build("ward-kiosk"), "--replay", Tool.ward, "--output", kept, "--format", "json"]
            )
            #expect(first.exitCode == 0, "\(first)")
            #expect(try folder.names() == ["kept"])
            let result = try folder.text("kept/result.json")
            #expect(result == first.output)
            let again = try await Tool.run(
                [
                    "certify", "\(kept)/build.yaml", "--edition", "\(kept)/edition.yaml", "--replay",
                    "\(kept)/recordings",
                    "--format", "json",
                ]
            )
            #expect(again.outputWithoutMaking == first.outputWithoutMaking, "\(again)")
        }
    }
}
