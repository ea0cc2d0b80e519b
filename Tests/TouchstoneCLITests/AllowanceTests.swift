import BenchTesting
import Crypto
import Foundation
import Testing

extension EndToEnd {
    /// Waivers, quirks and the golden device, on the virtual bench.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(4)))
    struct AllowanceTests {
        private static let reader = "Touchstone Virtual Reader"

        private static func waivers(_ until: String) -> String {
            """
            format: 1
            waivers:
              - check: ap.sel-none
                reader: \(reader)
                reason: the card is replaced in spring
                by: A. Assessor
                until: \(until)

            """
        }

        private static let quirks = """
            format: 1
            quirks:
              - check: ap.sel-none
                usb: "076b:3031"
                fingerprint: "*9000*"
                reason: a synthetic deviation
                link: https://example.org/quirk
                review: 2026-01-31

            """

        private func benchWithAFaultyCard() async throws -> VirtualBenchProcess {
            let bench = try await VirtualBenchProcess.start()
            let reader = try await bench.plugReader(USBTraits(ids: "076b:3031"))
            try await bench.insertCard(into: reader, faults: ["selects-anything"])
            return bench
        }

        @Test func aWaivedFailureIsWaivedInEveryReportAndPassedInNone() async throws {
            let folder = try TemporaryFolder()
            let bench = try await benchWithAFaultyCard()
            let list = try folder.write(Self.waivers("2099-12-31"), to: "waivers.yaml")
            let checked = try await bench.touchstone(["check", "--only", "ap.sel-none", "--waivers", list])
            #expect(checked.exitCode == 0, "\(checked)")
            #expect(checked.output.contains("1 waived") && checked.output.contains("replaced in spring"), "\(checked)")
            let json = try await bench.touchstone([
                "check", "--only", "ap.sel-none", "--waivers", list, "--format", "json",
            ])
            #expect(
                json.output.contains(#""waived" : "the card is replaced in spring (A. Assessor, until 2099-12-31)""#)
            )
            let bundle = folder.file("ward")
            let run = try await bench.touchstone(["certify", Tool.build("ward-kiosk"), "--waivers", list, "-o", bundle])
            #expect(run.exitCode == 0 && run.lines.first?.hasPrefix("WARRANTED WITH ADVICE") == true, "\(run)")
            #expect(run.output.contains("4 passed, 1 waived"), "\(run)")
            for name in ["report.html", "report.md", "junit.xml", "oscal.json", "result.json"] {
                let text = try folder.text("ward/\(name)")
                #expect(text.contains("waived") && text.contains("replaced in spring"), "\(name)")
            }
            let verified = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            #expect(verified.exitCode == 0, "\(verified)")
            // Without the list the same recordings fail, and after its last day the bundle does.
            let bare = try await Tool.run(["certify", Tool.build("ward-kiosk"), "--replay", "\(bundle)/recordings"])
            #expect(bare.exitCode == 1, "\(bare)")
            let later = try await Tool.run(["reassess", bundle, "--as-of", "2100-01-01"])
            #expect(later.exitCode == 1 && later.output.contains("its waiver expired on 2099-12-31"), "\(later)")
            let renewed = try folder.write(Self.waivers("2100-12-31"), to: "renewed.yaml")
            let again = try await Tool.run(["reassess", bundle, "--as-of", "2100-01-01", "--waivers", renewed])
            #expect(again.exitCode == 0, "\(again)")
            let none = try folder.write("format: 1\nwaivers: []\n", to: "none.yaml")
            let gone = try await Tool.run(["reassess", bundle, "--waivers", none, "--format", "json"])
            #expect(gone.exitCode == 1 && gone.output.contains(#""cause" : "allowances""#), "\(gone)")
        }

        /// A waiver for one device, by a digest: the recording holds that where a waiver names it, and never the number.
        @Test func aWaiverForOneDeviceHoldsForItsRecordingToo() async throws {
            let folder = try TemporaryFolder()
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(faults: ["lax:any-sequence"], USBTraits(serial: "SECRET-91"))
            let digest = SHA256.hash(data: Data("SECRET-91".utf8)).map { String(format: "%02x", $0) }.joined()
            let list = try folder.write(
                """
                format: 1
                waivers:
                  - check: hid.bad-seq
                    serial-sha256: \(digest)
                    reason: a spare key
                    by: A. Assessor
                    until: 2099-12-31

                """,
                to: "waivers.yaml"
            )
            let check = ["check", key.port, "--only", "hid.*seq"]
            let live = try await bench.touchstone(check + ["--waivers", list, "--record", folder.file("run")])
            #expect(live.exitCode == 0 && live.output.contains("1 waived"), "\(live)")
            let replayed = try await Tool.run(["check", "--replay", folder.file("run"), "--waivers", list])
            #expect(replayed.exitCode == 0 && replayed.output == live.output, "\(replayed)")
            let bare = try await Tool.run(["check", "--replay", folder.file("run")])
            #expect(bare.exitCode == 1, "\(bare)")
            let plain = try await bench.touchstone(check + ["--record", folder.file("plain")])
            #expect(plain.exitCode == 1, "\(plain)")
            #expect(try folder.text("run/checks.journal").contains(digest))
            #expect(try !folder.text("plain/checks.journal").contains(digest), "nobody had named it")
            for name in try folder.names(in: "run") { #expect(try !folder.text("run/\(name)").contains("SECRET-91")) }
        }

        /// A model of keys is known by its getInfo, which the run has asked for its own sake.
        @Test func aWaiverForAModelOfKeysHoldsForThatModelAlone() async throws {
            let folder = try TemporaryFolder()
            let list = try folder.write(
                Self.waivers("2099-12-31").replacing("ap.sel-none", with: "hid.bad-seq")
                    .replacing("reader: \(Self.reader)", with: "aaguid: 746f7563-6873-746f-6e65-2d74776f2d31"),
                to: "waivers.yaml"
            )
            let bench = try await VirtualBenchProcess.start()
            let meant = try await bench.plugKey(model: "level2", faults: ["lax:any-sequence"])
            let other = try await bench.plugKey(model: "level1", faults: ["lax:any-sequence"])
            for (key, status) in [(meant, Int32(0)), (other, 1)] {
                let run = try await bench.touchstone(["check", key.port, "--only", "hid.bad-seq", "--waivers", list])
                #expect(run.exitCode == status, "\(run)")
            }
        }

        @Test func anExpiredWaiverEndsTheCommandBeforeAnythingIsSent() async throws {
            let folder = try TemporaryFolder()
            let list = try folder.write(Self.waivers("2026-01-31"), to: "waivers.yaml")
            for arguments in [["check"], ["certify", Tool.build("ward-kiosk"), "-o", folder.file("ward")]] {
                let run = try await Tool.run(arguments + ["--waivers", list])
                #expect(run.exitCode == 65, "\(run)")
                #expect(run.errorText.contains("the waiver of ap.sel-none"), "\(run)")
                #expect(run.errorText.contains("expired on 2026-01-31"), "\(run)")
            }
            #expect(try folder.names() == ["waivers.yaml"])
        }

        @Test func aKnownDeviationIsMarginalAndItsReviewIsOverdue() async throws {
            let folder = try TemporaryFolder()
            let bench = try await benchWithAFaultyCard()
            let table = try folder.write(Self.quirks, to: "quirks.yaml")
            let checked = try await bench.touchstone(["check", "--only", "ap.sel-none", "--quirks", table])
            #expect(checked.exitCode == 0 && checked.output.contains("passed, marginal"), "\(checked)")
            #expect(checked.output.contains("looked at again by"), "\(checked)")
            let bundle = folder.file("ward")
            let run = try await bench.touchstone(["certify", Tool.build("ward-kiosk"), "--quirks", table, "-o", bundle])
            #expect(run.exitCode == 0 && run.lines.first?.hasPrefix("WARRANTED WITH ADVICE") == true, "\(run)")
            let verified = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            let junit = try folder.text("ward/junit.xml")
            #expect(junit.contains("<system-out>known deviation: "), "\(junit)")
            #expect(verified.exitCode == 0, "by the table in the bundle, not by the built-in one: \(verified)")
        }

        /// The golden device has the fault, so the sound one is not even looked at.
        @Test func aBenchWhoseGoldenDeviceFailsIsUnfit() async throws {
            let folder = try TemporaryFolder()
            let bench = try await VirtualBenchProcess.start()
            let golden = try await bench.plugReader()
            try await bench.insertCard(into: golden, faults: ["selects-anything"])
            let other = try await bench.plugReader()
            try await bench.insertCard(into: other)
            let arguments = ["check", "--only", "ap.*", "--golden", golden.port]
            let run = try await bench.touchstone(arguments)
            #expect(run.exitCode == 3 && run.output.contains("UNFIT") && run.width <= 80, "\(run)")
            #expect(run.output.contains("ap.sel-none") && !run.output.contains("\n1  "), "\(run)")
            let json = try await bench.touchstone(arguments + ["--format", "json"])
            #expect(json.exitCode == 3 && json.output.contains(#""isFit" : false"#), "\(json)")
            #expect(json.output.contains(#""devices" : ["#), "\(json)")
            let certified = try await bench.touchstone([
                "certify", Tool.build("ward-kiosk"), "--golden", golden.port, "-o", folder.file("ward"),
            ])
            #expect(certified.exitCode == 3, "\(certified)")
            #expect(try folder.names().isEmpty, "an unfit bench certifies nothing")
            // The other way round the bench is fit, and the faulty one is found.
            let fit = try await bench.touchstone(["check", "--only", "ap.*", "--golden", other.port])
            #expect(fit.exitCode == 1 && fit.output.contains("golden  "), "\(fit)")
        }

        @Test func theBenchsConfigurationNamesTheGoldenDevice() async throws {
            let folder = try TemporaryFolder()
            let bench = try await VirtualBenchProcess.start()
            let golden = try await bench.plugReader()
            try await bench.insertCard(into: golden)
            let home = folder.file("config/touchstone")
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            _ = try folder.write("format: 1\ngolden: [\(golden.port)]\n", to: "config/touchstone/bench.yaml")
            let environment = ["XDG_CONFIG_HOME": folder.file("config")]
            let run = try await bench.touchstone(
                ["certify", Tool.build("ward-kiosk"), "-o", folder.file("ward")],
                environment: environment
            )
            #expect(run.errorText.contains("the golden device"), "\(run)")
            #expect(run.exitCode == 2, "the golden device is not what is certified: \(run)")
            let without = try await bench.touchstone(
                ["certify", Tool.build("ward-kiosk"), "--no-golden", "-o", folder.file("other")],
                environment: environment
            )
            #expect(without.exitCode == 0, "\(without)")
            let absent = try await bench.touchstone(["check", "--golden", "9-9"])
            let key = try await bench.plugKey()
            let useless = try await bench.touchstone(["check", "--only", "atr.*", "--golden", key.port])
            #expect(useless.exitCode == 64 && useless.errorText.contains("no golden device takes any"), "\(useless)")
            let both = try await bench.touchstone(
                ["check", "--only", "atr.*", "--golden", key.port, "--golden", golden.port, "--format", "json"]
            )
            #expect(both.exitCode == 2 && both.output.contains(#""isFit" : true"#), "nothing else is there: \(both)")
            #expect(absent.exitCode == 66 && absent.errorText.contains("the golden device"), "\(absent)")
        }
    }
}
