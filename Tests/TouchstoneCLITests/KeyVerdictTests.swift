import BenchTesting
import FixtureSupport
import Foundation
import Testing

/// A key of the virtual bench, and what `probe` and `certify` have to make of it.
struct KeyCase: CustomTestStringConvertible {
    let model: String
    let isAttested: Bool
    /// In the first sentence of `probe` on who vouches.
    let vouching: String
    let level: String?
    let exitCode: Int32
    /// The conditions that do not hold, each with words of its reason.
    let objections: [String: String]

    var testDescription: String { model }

    private static let attested = "Attested (packed)"

    static let all = [
        KeyCase(model: "level2", isAttested: true, vouching: attested, level: "L2", exitCode: 0, objections: [:]),
        KeyCase(
            model: "level1",
            isAttested: true,
            vouching: attested,
            level: "L1",
            exitCode: 1,
            objections: ["level": "certified at Level 1", "firmware": "does not tell its firmware"]
        ),
        KeyCase(
            model: "self-attested",
            isAttested: false,
            vouching: "vouches for itself",
            level: nil,
            exitCode: 1,
            objections: ["attestation": "vouches for itself", "level": "has no model"]
        ),
        KeyCase(
            model: "impostor",
            isAttested: false,
            vouching: "Impostor Test Vendor Root",
            level: "L2",
            exitCode: 1,
            objections: ["attestation": "Impostor Test Vendor Root"]
        ),
        KeyCase(
            model: "revoked",
            isAttested: true,
            vouching: attested,
            level: nil,
            exitCode: 1,
            objections: ["status": "REVOKED of 2025-06-01"]
        ),
        KeyCase(
            model: "u2f",
            isAttested: false,
            vouching: "(fido-u2f)",
            level: nil,
            exitCode: 1,
            objections: ["fido2": "speaks U2F alone", "attestation": "no attestation key of this device"]
        ),
        KeyCase(model: "victim", isAttested: true, vouching: attested, level: "L2", exitCode: 0, objections: [:]),
        KeyCase(model: "enterprise", isAttested: true, vouching: attested, level: "L2", exitCode: 0, objections: [:]),
    ]

    /// Holds a certification against what it has to be.
    ///
    /// - Throws: What the decoder says of an output that is none.
    func check(certification run: CommandRun) throws {
        #expect(run.exitCode == exitCode, "\(run)")
        let result = try run.document(KeyCertification.self).result
        let reasons = try #require(result.cells.first?.reasons)
        let conditions = reasons.filter { $0.rule.hasPrefix("key-certification.") }
        for condition in ["fido2", "attestation"] + (model == "u2f" ? [] : ["level"]) {
            #expect(conditions.count { $0.rule == "key-certification.\(condition)" } == 1, "\(condition): \(reasons)")
        }
        let objecting = conditions.filter { $0.effect != "satisfied" }
        #expect(Set(objecting.map { String($0.rule.dropFirst(18)) }) == Set(objections.keys), "\(objecting)")
        for (condition, words) in objections {
            let reason = objecting.first { $0.rule == "key-certification.\(condition)" }
            #expect(reason?.sentence.contains(words) == true, "\(condition): \(objecting)")
        }
        #expect(
            conditions.allSatisfy { $0.source.hasPrefix("rule key-certification.") && !$0.evidence.locator.isEmpty }
        )
        for reason in conditions where reason.rule.hasSuffix(".level") && reason.evidence.kind == "metadata" {
            #expect(reason.evidence.locator.contains("FIDO metadata no. 7, verified on"))
            #expect(reason.evidence.locator.contains("SHA-256"))
        }
        let appraisal = try #require(result.devices.first?.appraisal)
        #expect(appraisal.isAttested == isAttested && appraisal.level == level, "\(appraisal)")
        #expect(appraisal.vouching.first?.contains(vouching) == true, "\(appraisal)")
        #expect(result.metadata?.source == "file" && result.metadata?.no == 7)
    }
}

/// `touchstone.certification/1`, as far as it is about keys.
struct KeyCertification: Decodable {
    struct Evidence: Decodable { let kind, locator: String }
    struct Missing: Decodable { let what, supply: String }
    struct Reason: Decodable {
        let rule, effect, sentence, source: String
        let evidence: Evidence
        let missing: Missing?
    }
    struct Cell: Decodable {
        let verdict: String
        let reasons: [Reason]
    }
    struct Appraisal: Decodable {
        let isAttested: Bool
        let vouching: [String]
        let level: String?
    }
    struct Device: Decodable { let appraisal: Appraisal? }
    struct Metadata: Decodable {
        let source: String
        let no: Int
        let sha256: String?
    }
    let cells: [Cell]
    let devices: [Device]
    let metadata: Metadata?

    /// The one reason of the first cell on a condition.
    func reason(_ condition: String) -> Reason? {
        cells.first?.reasons.first { $0.rule == "key-certification.\(condition)" }
    }
}

extension EndToEnd {
    /// Keys that all claim Level 2 of themselves, told apart by `certify`: live, replayed, and re-performed.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(5)))
    struct KeyVerdictTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        private static func certify(_ arguments: String...) -> [String] {
            ["certify", Tool.build("clinic-kiosk"), "--format", "json"] + Tool.testMetadata + arguments
        }

        @Test(arguments: KeyCase.all)
        func isToldApartLiveAndReplayed(test: KeyCase) async throws {
            let bench = try await VirtualBenchProcess.start()
            let serial = "TS-\(test.model)-000001"
            _ = try await bench.plugKey(model: test.model, touch: .milliseconds(150), USBTraits(serial: serial))
            let bundle = folder.file("bundle")
            let live = try await bench.touchstone(Self.certify("--attest", "--output", bundle))
            try test.check(certification: live)
            let replayed = try await Tool.run(Self.certify("--replay", "\(bundle)/recordings"))
            #expect(replayed.outputWithoutMaking == live.outputWithoutMaking)
            let verified = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            #expect(verified.exitCode == 0, "\(verified)")
            for name in try FileManager.default.subpathsOfDirectory(atPath: bundle) {
                guard let data = FileManager.default.contents(atPath: "\(bundle)/\(name)") else { continue }
                let hexadecimal = serial.utf8.map { String($0, radix: 16) }.joined()
                let text = String(decoding: data, as: UTF8.self)
                #expect(!text.contains(serial) && !text.contains(hexadecimal), "\(name)")
            }
        }

        /// Metadata that was changed, or left out, is noticed by whoever re-performs, without a network or a cache.
        @Test func keptMetadataIsHeldTo() async throws {
            let bundle = folder.file("bundle")
            let recordings = Fixtures.path("recordings/keys/revoked")
            #expect(try await Tool.run(Self.certify("--replay", recordings, "--output", bundle)).exitCode == 1)
            let kept = try folder.text("bundle/metadata.json")
            #expect(kept.contains(#""source":"file""#) && kept.contains("REVOKED"))
            _ = try folder.write(kept.replacing("REVOKED", with: "UPDATE_AVAILABLE"), to: "bundle/metadata.json")
            let run = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            #expect(run.exitCode == 65 && run.output.contains("metadata.json"), "\(run)")
        }

        /// Nobody at a terminal is asked for nothing, and the verdict says which command would settle it.
        @Test func aKeyThatNobodyAskedIsInconclusive() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(touch: .milliseconds(150))
            let run = try await bench.touchstone(Self.certify("--output", folder.file("bundle")))
            #expect(run.exitCode == 2, "\(run)")
            #expect(run.errorText.contains("--attest asks"), "\(run)")
            let result = try run.document(KeyCertification.self).result
            #expect(result.reason("attestation")?.effect == "open")
            #expect(
                result.reason("attestation")?.missing?.supply.contains("`touchstone certify BUILD --attest`") == true
            )
            #expect(result.reason("level")?.effect == "satisfied")
        }

        /// Whoever sits there is asked without a flag, unless they say no.
        @Test(arguments: [([], 0), (["--no-attest"], 2), (["--non-interactive"], 2)] as [([String], Int32)])
        func atATerminalKeysAreAskedByThemselves(options: [String], exitCode: Int32) async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(touch: .milliseconds(150))
            let terminal = try PseudoTerminal()
            let arguments = Self.certify("--output", folder.file("bundle")) + options
            let run = try bench.launch(Tool.path, arguments, terminal: terminal).finish(within: .seconds(30))
            #expect(run.exitCode == exitCode, "\(run)")
            #expect(run.errorText.contains("touch 1 (") == (exitCode == 0), "\(run)")
        }

        /// The verdict of a key that demands its PIN is reached again without it, and the bundle does not hold it.
        @Test func aPINIsNotInTheBundle() async throws {
            let pin = "8641357902"
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(model: "level1", pin: pin, touch: .milliseconds(150))
            let bundle = folder.file("bundle")
            let run = try await bench.touchstone(
                Self.certify("--attest", "--pin-fd", "7", "--output", bundle),
                descriptors: [7: "\(pin)\n"]
            )
            #expect(run.exitCode == 1 && run.output.contains(#""usedPIN" : true"#), "\(run)")
            let verified = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            #expect(verified.exitCode == 0, "\(verified)")
            for name in try FileManager.default.subpathsOfDirectory(atPath: bundle) {
                guard let data = FileManager.default.contents(atPath: "\(bundle)/\(name)") else { continue }
                #expect(!String(decoding: data, as: UTF8.self).contains(pin), "\(name)")
            }
        }

        @Test func aTouchThatNeverCameIsInconclusive() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey()
            let bundle = folder.file("bundle")
            let run = try await bench.touchstone(
                Self.certify("--attest", "--touch-timeout", "1", "--output", bundle)
            )
            #expect(run.exitCode == 2, "\(run)")
            let result = try run.document(KeyCertification.self).result
            #expect(result.reason("attestation")?.missing?.supply.contains("touch the key") == true)
            let verified = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            #expect(verified.exitCode == 0, "\(verified)")
        }

        /// A build without security keys goes by no metadata, and no key is asked for a touch.
        @Test func smartcardsNeedNoMetadata() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey()
            let bundle = folder.file("bundle")
            let run = try await bench.touchstone(
                ["certify", Tool.build("ward-kiosk"), "--attest", "--metadata", "/nowhere", "--output", bundle]
            )
            #expect(run.exitCode == 2 && !run.errorText.contains("touch 1 ("), "\(run)")
            #expect(!FileManager.default.fileExists(atPath: "\(bundle)/metadata.json"))
        }
    }
}
