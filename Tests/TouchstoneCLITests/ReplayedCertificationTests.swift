import BenchTesting
import Evidence
import FixtureSupport
import Foundation
import Testing

@testable import TouchstoneCLI

extension EndToEnd {
    /// Done when: a certification that was recorded on the bench replays to the same report, byte for byte, a thousand times in a
    /// row, with a key (PIN, touch, attestation, assertion) and with smartcards.
    ///
    /// All of the program runs but for its argument parser: recordings are read, the real libfido2 asks, every signature is
    /// verified, the build is judged, and each file of the bundle is made again.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(10)))
    struct ReplayedCertificationTests {
        private static let pin = "8641357902"
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        /// `make replays` has it done more often.
        private static var rounds: Int {
            ProcessInfo.processInfo.environment["TOUCHSTONE_REPLAYS"].flatMap { Int($0) } ?? 1000
        }

        private static func certify(_ build: String, _ more: [String]) -> [String] {
            ["certify", Tool.build(build), "--format", "json"] + more
        }

        @Test func aKeyWithPINTouchAttestationAndAssertion() async throws {
            let bench = try await VirtualBenchProcess.start()
            // Of the models this is the one that demands its PIN for a registration; it holds Level 1, and the verdict says so.
            _ = try await bench.plugKey(model: "level1", pin: Self.pin, touch: .milliseconds(150))
            let path = folder.file("bundle")
            let live = try await bench.touchstone(
                Self.certify("clinic-kiosk", Tool.testMetadata + ["--attest", "--pin-fd", "7", "--output", path]),
                descriptors: [7: "\(Self.pin)\n"]
            )
            #expect(live.exitCode == 1, "\(live)")
            for fact in [#""usedPIN" : true"#, #""isAttested" : true"#] {
                #expect(live.output.contains(fact), "\(fact)")
            }
            let given = live.output.ranges(of: #""outcome" : "given""#).count
            #expect(given == 2, "a registration and an assertion")
            let run = try await Tool.run(
                Self.certify("clinic-kiosk", Tool.testMetadata + ["--replay", "\(path)/recordings"])
            )
            #expect(run.exitCode == 1 && run.outputWithoutMaking == live.outputWithoutMaking, "\(run)")
            let duration = try await replay(path)
            print("replay: \(Self.rounds) certifications with PIN, touch, attestation and assertion in \(duration)")
        }

        @Test func smartcards() async throws {
            let bench = try await VirtualBenchProcess.start()
            for model in ["piv-t1", "piv-t0", "jcop41"] {
                try await bench.insertCard(into: bench.plugReader(), model: model)
            }
            let path = folder.file("bundle")
            let live = try await bench.touchstone(Self.certify("ward-kiosk", ["--output", path]))
            #expect(live.exitCode == 0, "\(live)")
            let run = try await Tool.run(Self.certify("ward-kiosk", ["--replay", "\(path)/recordings"]))
            #expect(run.exitCode == 0 && run.outputWithoutMaking == live.outputWithoutMaking, "\(run)")
            let duration = try await replay(path)
            print("replay: \(Self.rounds) certifications with three cards in \(duration)")
        }

        /// One byte of a recording is another: no round may come to the same report then.
        @Test func aChangedRecordingIsNoticed() async throws {
            let path = folder.file("bundle")
            let recordings = Fixtures.path("recordings/keys/level2")
            let made = try await Tool.run(
                Self.certify("clinic-kiosk", Tool.testMetadata + ["--replay", recordings, "--output", path])
            )
            #expect(made.exitCode == 0, "\(made)")
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(path)/recordings").first)
            let text = try folder.text("bundle/recordings/\(name)")
            // A time is what nothing else holds to than the recording's checksum.
            let changed = text.replacing(/"n":2,"t":(\d+)/) { _ in #""n":2,"t":0"# }
            #expect(changed != text)
            _ = try folder.write(changed, to: "bundle/recordings/\(name)")
            await #expect(throws: (any Error).self) { try await replay(path, rounds: 1) }
        }

        /// Replays the recordings of a bundle and holds every file that comes of it against the bundle's own.
        @discardableResult
        private func replay(_ path: String, rounds: Int = rounds) async throws -> Duration {
            let bundle = try BundleFiles(reading: path)
            let manifest = try BundleManifest(in: bundle)
            let made = try #require(try? Date(manifest.made, strategy: .iso8601))
            let reperformance = Reperformance(of: bundle, limit: .seconds(10), console: Console(isQuiet: true))
            let inputs = try reperformance.inputs()
            let recordings = try bundle.recordings.map { ($0, try bundle.required($0)) }
                .map { (name: String($0.0.dropFirst(BundlePath.recordings.count + 1)), bytes: $0.1) }
            let start = ContinuousClock.now
            for round in 0..<rounds {
                let bench = try await reperformance.bench(by: manifest)
                let certification = try await inputs.certification(bench, asOf: nil)
                let assembly = try BundleAssembly(certification, inputs, made: made)
                let stored = try bundle.required(BundlePath.result)
                try #require(Array((assembly.result + "\n").utf8) == stored, "round \(round)")
                // The other files are made of the result; they take longer than the replay.
                guard round.isMultiple(of: 50) else { continue }
                let again = try assembly.bundle(recordings: recordings, checks: bench.checks.files, key: nil)
                try #require(again.paths == bundle.paths)
                for file in again.paths { try #require(again[file] == bundle[file], "round \(round): \(file)") }
            }
            return ContinuousClock.now - start
        }
    }
}
