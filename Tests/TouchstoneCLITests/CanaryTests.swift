import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// PINs, their hash, serial numbers and a card holder planted on the bench: nothing that a run leaves tells them.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct CanaryTests {
        private static let pin = "83650274"
        private static let wrongPIN = "71940385"
        private static let keySerial = "KS-CANARY-40719"
        private static let readerSerial = "RS-CANARY-88215"

        private static let search = CanarySearch(canaries: [
            ("PIN", Array(pin.utf8)), ("wrong PIN", Array(wrongPIN.utf8)), ("key's serial", Array(keySerial.utf8)),
            ("reader's serial", Array(readerSerial.utf8)),
            // The first half of SHA-256 of the PIN: what a key stores (CTAP 2.1, 6.5.5.4).
            ("PIN's hash", pinHash),
            // Whom the cards of the bench are made out to, in the place of a person and an NHS number.
            ("card holder", Array("Synthia".utf8)), ("holder's number", Array("555000000042".utf8)),
        ])
        private static let pinHash: [UInt8] = [
            0x3E, 0x6F, 0xE7, 0x9A, 0x46, 0x37, 0x92, 0x7D, 0x86, 0xC5, 0x2B, 0xDA, 0x77, 0x03, 0x5A, 0xA8,
        ]

        private let folder: TemporaryFolder

        init() async throws {
            folder = try TemporaryFolder()
            let metadata = ["--metadata", folder.file("metadata")]
            let run = try await CommandRun.run(BuildFolder.program("virtual-bench"), metadata)
            #expect(run.exitCode == 0, "\(run)")
        }

        private var metadata: [String] {
            ["--metadata", folder.file("metadata/blob.jwt"), "--anchor", folder.file("metadata/root.der")]
        }

        private func bench() async throws -> VirtualBenchProcess {
            let bench = try await VirtualBenchProcess.start()
            let serial = USBTraits(serial: Self.keySerial)
            _ = try await bench.plugKey(model: "level1", pin: Self.pin, touch: .milliseconds(100), serial)
            let reader = try await bench.plugReader(USBTraits(serial: Self.readerSerial))
            try await bench.insertCard(into: reader)
            return bench
        }

        private func expectNothing(_ run: CommandRun, _ status: Int32 = 0, line: Int = #line) {
            #expect(run.exitCode == status, "line \(line): \(run)")
            #expect(Self.search.findings(in: run).isEmpty, "line \(line)")
        }

        @Test func nothingIsInAnyArtefact() async throws {
            let bench = try await bench()
            let given = ["TOUCHSTONE_PIN": Self.pin]
            let build = Tool.build("security-key-kiosk")
            let recordings = folder.file("recordings")
            for format in ["text", "json"] {
                let arguments = ["probe", "--attest", "--format", format] + metadata
                expectNothing(try await bench.touchstone(arguments, environment: given))
            }
            expectNothing(
                try await bench.touchstone(
                    ["record", "--attest", "--pin-fd", "7", "-o", recordings] + metadata,
                    descriptors: [7: Self.pin]
                )
            )
            for format in ["text", "json"] {
                expectNothing(try await Tool.run(["replay", recordings, "--format", format] + metadata))
                let certify = ["certify", build, "--replay", recordings, "-o", folder.file("bundle-\(format)")]
                let run = try await Tool.run(certify + ["--format", format])
                #expect(run.exitCode < 64, "\(run)")
                #expect(Self.search.findings(in: run).isEmpty)
            }
            let live = try await bench.touchstone(["certify", build, "-o", folder.file("live")], environment: given)
            #expect(live.exitCode < 64, "\(live)")
            #expect(Self.search.findings(in: live).isEmpty)
            for command in ["show", "verify"] {
                let run = try await Tool.run(["evidence", command, folder.file("bundle-text")])
                #expect(Self.search.findings(in: run).isEmpty, "\(run)")
            }
            #expect(try Self.search.findings(below: folder.path).isEmpty)
        }

        /// Errors are where secrets slip out.
        @Test func nothingIsInAnyComplaint() async throws {
            let bench = try await bench()
            let probe = ["probe", "--attest"] + metadata
            expectNothing(try await bench.touchstone(probe, environment: ["TOUCHSTONE_PIN": Self.wrongPIN]), 77)
            let tooLong = String(repeating: Self.pin, count: 9)
            expectNothing(try await bench.touchstone(probe, environment: ["TOUCHSTONE_PIN": tooLong]), 64)
            expectNothing(try await bench.touchstone(probe + ["--pin-fd", "7"], descriptors: [7: tooLong]), 64)
            let recorded = ["record", "--attest", "-o", folder.file("recordings")] + metadata
            expectNothing(try await bench.touchstone(recorded, environment: ["TOUCHSTONE_PIN": Self.wrongPIN]), 77)
            expectNothing(try await Tool.run(["replay", folder.file("recordings")] + metadata), 77)
            #expect(try Self.search.findings(below: folder.path).isEmpty)
        }

        /// A crash report shows registers and what they point to.
        @Test func nothingIsInACrashReport() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(model: "level1", pin: Self.pin, USBTraits(serial: Self.keySerial))
            let environment = [
                "TOUCHSTONE_PIN": Self.pin, "SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no,timeout=20s",
            ]
            let command = try bench.launch(Tool.path, ["probe", "--attest"] + metadata, environment: environment)
            let deadline = ContinuousClock.now + .seconds(20)
            while !command.errorText.contains("touch 1 ") {
                try #require(ContinuousClock.now < deadline, "\(command.errorText)")
                try await Task.sleep(for: .milliseconds(5))
            }
            // The PIN has been sent by then, and the key waits for the touch.
            try await Task.sleep(for: .milliseconds(300))
            command.send(signal: SIGSEGV)
            // The runtime may take the first to write its report, and goes on; the second ends the program.
            let patience = ContinuousClock.now + .seconds(5)
            while ContinuousClock.now < patience, kill(command.processID, 0) == 0 {
                try await Task.sleep(for: .milliseconds(50))
                command.send(signal: SIGSEGV)
            }
            let run = command.finish(within: .seconds(20))
            #expect(run.signal != nil, "\(run)")
            #expect(Self.search.findings(in: run).isEmpty, "\(run)")
        }

        /// The search would find them.
        @Test(arguments: [
            "a PIN 83650274 in it", "\"3833363530323734\"", "blob ODM2NTAyNzRaWg==", "blob QTgzNjUwMjc0Wlo=",
            "blob QUI4MzY1MDI3NFpa",
        ])
        func searchFindsWhatIsThere(text: String) {
            #expect(!Self.search.findings(in: Data(text.utf8)).isEmpty, "\(text)")
        }
    }
}
