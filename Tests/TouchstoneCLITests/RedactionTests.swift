import BenchTesting
import FixtureSupport
import Foundation
import Testing

extension EndToEnd {
    /// Policies for personal data, the key of a campaign, and copies of recordings and bundles with less in them.
    struct RedactionTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        private static let ceremony = Fixtures.path("recordings/ceremonies/credential-management.jsonl")

        private func policy(_ text: String) throws -> String { try folder.write(text, to: "policy.yaml") }

        private func key() async throws -> String {
            let path = folder.file("campaign.key")
            let run = try await Tool.run(["record", "keygen", path])
            #expect(run.exitCode == 0 && run.output.contains("keep it away"), "\(run)")
            return path
        }

        @Test func aKeyIsForItsOwnerAlone() async throws {
            let path = try await key()
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try folder.text("campaign.key").wholeMatch(of: /[0-9a-f]{64}\n/) != nil)
            #expect(try await Tool.run(["record", "keygen", path]).exitCode == 74, "none is overwritten")
            let redact = ["record", "redact", Self.ceremony, "--campaign-key", path, "-o", folder.file("a.jsonl")]
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            let exposed = try await Tool.run(redact)
            #expect(exposed.exitCode == 77 && exposed.errorText.contains("chmod 600"), "\(exposed)")
            _ = try folder.write("no key\n", to: "campaign.key")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            let wrong = try await Tool.run(redact)
            #expect(wrong.exitCode == 65 && wrong.errorText.contains("record keygen"), "\(wrong)")
            #expect(try await Tool.run(redact + ["--campaign-key-fd", "7"]).exitCode == 64, "one of them")
        }

        /// Through a descriptor or from a file it is one key; under another one values have other hashes.
        @Test func equalKeysGiveEqualCopies() async throws {
            let path = try await key()
            let rules = try policy(
                "format: 1\npersonal-data:\n  user-handle: hash\n  user-name: hash\nhost-data: hash\n"
            )
            func copy(_ name: String, _ more: [String], _ descriptors: [Int32: String] = [:]) async throws -> String {
                let run = try await CommandRun.run(
                    Tool.path,
                    ["record", "redact", Self.ceremony, "--redaction", rules, "-o", folder.file(name)] + more,
                    descriptors: descriptors
                )
                #expect(run.exitCode == 0 && run.output.contains("events changed"), "\(run)")
                return try folder.text(name)
            }
            let one = try await copy("1.jsonl", ["--campaign-key", path])
            #expect(try await one == copy("2.jsonl", ["--campaign-key-fd", "7"], [7: try folder.text("campaign.key")]))
            #expect(try await one != copy("3.jsonl", []), "a key that nobody kept")
            let handle = "handle one".utf8.map { String($0, radix: 16) }.joined()
            #expect(try Fixtures.text("recordings/ceremonies/credential-management.jsonl").contains(handle))
            #expect(!one.contains(handle) && one.contains(#""kind":"user-handle","campaign":""#))
        }

        /// Every mistake of a policy is told with its line.
        @Test(arguments: [
            ("format: 1\npersonal-dat: {}\n", "policy.yaml:2:1: unknown key \"personal-dat\" (did you mean"),
            ("personal-data:\n  user-name: hash\n", "lacks the key \"format\""),
            ("format: 2\n", "policy.yaml:1:9: format must be 1"),
            ("format: 1\npersonal-data:\n  user-names: hash\n", "policy.yaml:3:3: there is no kind of personal data"),
            ("format: 1\npersonal-data:\n  user-name: drop\n", "policy.yaml:3:14: personal-data.user-name cannot be"),
            ("format: 1\nallowed-bodies: [\"0020\"]\n", "0020 carries a PIN or a key"),
            ("format: 1\nallowed-bodies: [\"84d8\"]\n", "84d8 carries a PIN or a key"),
            ("format: 1\nallowed-bodies: [\"zz\"]\n", "policy.yaml:2:18: allowed-bodies[0] must be CLA and INS"),
            ("format: 1\nallowed-bodies: [\"0087\", \"0087\"]\n", "given twice"),
            ("format: 1\nsigned-data: yes\n", "signed-data cannot be"),
        ])
        func mistakesOfAPolicyAreToldWithTheirLine(text: String, words: String) async throws {
            let path = try policy(text)
            let run = try await Tool.run(
                ["record", "redact", Self.ceremony, "--redaction", path, "-o", folder.file("a.jsonl")]
            )
            #expect(run.exitCode == 65 && run.errorText.contains(words), "\(run)")
            #expect(try folder.names() == ["policy.yaml"])
        }

        @Test func aFolderIsCopiedAndStillReplays() async throws {
            let shared = folder.file("shared")
            let run = try await Tool.run(["record", "redact", Tool.ward, "-o", shared, "--format", "json"])
            #expect(run.exitCode == 0 && run.output.contains("touchstone.redaction/1"), "\(run)")
            let original = try await Tool.run(["replay", Tool.ward, "--format", "json"])
            let replayed = try await Tool.run(["replay", shared, "--format", "json"])
            #expect(replayed.exitCode == 0, "\(replayed)")
            #expect(replayed.outputWithoutMaking.count == original.outputWithoutMaking.count)
            #expect(try await Tool.run(["record", "redact", Tool.ward, "-o", shared]).exitCode == 74)
            // Recordings of checks take the file of their results along, without which they do not play.
            let checks = folder.file("checks")
            let told = try await Tool.run(["record", "redact", "\(Tool.ward)/checks", "-o", checks])
            #expect(told.exitCode == 0 && told.errorText.contains("checks.journal: copied as it is"), "\(told)")
            let checked = try await Tool.run(["check", "--replay", checks])
            #expect(checked.exitCode == 2 && checked.output.contains("12 passed"), "\(checked)")
        }

        /// The first bundle stays, the new one says what was done to it and leads to the same verdict.
        @Test func aRedactedBundleIsReperformed() async throws {
            let bundle = folder.file("bundle")
            let recordings = Fixtures.path("recordings/keys/level2")
            let made = try await Tool.run(
                ["certify", Tool.build("clinic-kiosk"), "--replay", recordings, "-o", bundle] + Tool.testMetadata
            )
            #expect(made.exitCode == 0, "\(made)")
            let before = try folder.text("bundle/manifest.json")
            let shared = folder.file("shared")
            let run = try await Tool.run(["evidence", "redact", bundle, "-o", shared])
            #expect(run.exitCode == 0 && run.output.contains("redacted  recordings/"), "\(run)")
            #expect(try folder.text("bundle/manifest.json") == before)
            #expect(try folder.text("shared/redaction.json").contains(#""carriesVerdict" : true"#))
            let verified = try await Tool.run(["evidence", "verify", shared, "--allow-unsigned"])
            #expect(verified.exitCode == 0, "\(verified)")
            #expect(verified.output.contains("made of the bundle whose manifest has the SHA-256"), "\(verified)")
            #expect(verified.output.contains("played to their end"), "\(verified)")
            #expect(try await Tool.run(["evidence", "redact", bundle, "-o", shared]).exitCode == 74)
            // What was said of the redaction cannot be changed unnoticed.
            let record = try folder.text("shared/redaction.json")
            _ = try folder.write(record.replacing(": true", with: ": false"), to: "shared/redaction.json")
            #expect(try await Tool.run(["evidence", "verify", shared, "--allow-unsigned"]).exitCode == 65)
        }

        /// Without its recording, or with what a key signed changed, a bundle claims its verdict and says that it only claims.
        @Test(arguments: [true, false])
        func aBundleThatLacksItsEvidenceOnlyClaims(isDropped: Bool) async throws {
            let bundle = folder.file("bundle.tar")
            let recordings = Fixtures.path("recordings/keys/level2")
            let made = try await Tool.run(
                ["certify", Tool.build("clinic-kiosk"), "--replay", recordings, "-o", bundle] + Tool.testMetadata
            )
            #expect(made.exitCode == 0, "\(made)")
            let name = "recordings/01-touchstone-model-two.jsonl"
            let rules = try policy("format: 1\npersonal-data:\n  credential-id: hash\nsigned-data: hash\n")
            let shared = folder.file("shared")
            let how = isDropped ? ["--drop", name] : ["--redaction", rules]
            let run = try await Tool.run(["evidence", "redact", bundle, "-o", shared] + how)
            #expect(run.exitCode == 0 && run.errorText.contains("cannot be reached again"), "\(run)")
            let verified = try await Tool.run(["evidence", "verify", shared, "--allow-unsigned"])
            #expect(verified.exitCode == 2 && verified.output.contains("claimed"), "\(verified)")
            let digest = try folder.text("shared/redaction.json")
                .firstMatch(
                    of: /"change" : "dropped",\s+"path" : "[^"]+",\s+"sha256" : "([0-9a-f]{64})"/
                )
            if isDropped { #expect(verified.output.contains(try #require(digest).output.1)) }
            let again = try await Tool.run(["reassess", shared])
            #expect(!again.output.contains("WARRANTED"), "\(again)")
            let wrong = try await Tool.run(
                ["evidence", "redact", bundle, "-o", folder.file("x"), "--drop", "build.yaml"]
            )
            #expect(wrong.exitCode == 64 && !FileManager.default.fileExists(atPath: folder.file("x")), "\(wrong)")
        }

        /// What no verdict could be reached by again is no evidence.
        @Test func aCertificationKeepsWhatIsSigned() async throws {
            let rules = try policy("format: 1\nsigned-data: hash\n")
            let build = Tool.build("clinic-kiosk")
            let run = try await Tool.run(["certify", build, "--redaction", rules, "-o", folder.file("bundle")])
            #expect(run.exitCode == 64 && run.errorText.contains("no verdict could be reached again"), "\(run)")
            let both = try await Tool.run(["certify", build, "--replay", Tool.ward, "--redaction", rules])
            #expect(both.exitCode == 64 && both.errorText.contains("record redact"), "\(both)")
        }
    }

    /// The same on the bench.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
    struct RedactedRecordTests {
        /// Recordings say under which policy and of which campaign they are, and a certification under one replays to what it was.
        @Test func recordingsTellTheirPolicy() async throws {
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader(), model: "piv-t1")
            let folder = try TemporaryFolder()
            let key = folder.file("campaign.key")
            let made = try await Tool.run(["record", "keygen", key])
            let campaign = try #require(made.output.firstMatch(of: /campaign +([0-9a-f]{16}),/)).output.1
            let policy = try folder.write("format: 1\npersonal-data:\n  card-holder-fasc-n: keep\n", to: "policy.yaml")
            let given = ["--redaction", policy, "--campaign-key", key]
            func header(_ name: String) throws -> Substring {
                let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.file(name)).first)
                return try folder.text("\(name)/\(file)").prefix { $0 != "\n" }
            }
            let recorded = try await bench.touchstone(["record", "-o", folder.file("1")] + given)
            #expect(recorded.exitCode == 0, "\(recorded)")
            let told = try header("1")
            #expect(told.contains(#"{"kind":"card-holder-guid","campaign":"\#(campaign)"}"#), "\(told)")
            #expect(!told.contains("card-holder-fasc-n"))
            #expect(try await bench.touchstone(["record", "-o", folder.file("2")]).exitCode == 0)
            #expect(try !header("2").contains("redaction"))
            let live = try await bench.touchstone(
                ["certify", Tool.build("ward-kiosk"), "-o", folder.file("bundle")] + given
            )
            #expect(try header("bundle/recordings").contains(campaign))
            let verified = try await Tool.run(["evidence", "verify", folder.file("bundle"), "--allow-unsigned"])
            #expect(verified.exitCode == 0, "\(live) \(verified)")
        }
    }
}
