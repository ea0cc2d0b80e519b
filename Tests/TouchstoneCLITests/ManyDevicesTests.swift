import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// A full desk: eight keys and eight readers, one mute, one pulled in the middle.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(5)))
    struct ManyDevicesTests {
        private struct Report: Decodable {
            struct Device: Decodable {
                let name: String
                let results: [Result]
            }
            struct Result: Decodable {
                let id: String
                let outcome: String
                let reason: String?
            }
            let devices: [Device]
        }

        /// The key that takes longest sets the time; the mute one costs its deadline, the one that is gone nothing.
        @Test func aMuteKeyAndALostOneDelayNobody() async throws {
            let bench = try await VirtualBenchProcess.start()
            let chosen = ["--only", "hid.*", "--only", "gi.*", "--only", "ap.sel-*", "--only", "atr.*"]
            var keys: [PluggedKey] = []
            for number in 1...8 {
                keys.append(
                    try await bench.plugKey(faults: number == 3 ? ["mute"] : [], USBTraits(serial: "K-\(number)00"))
                )
            }
            for number in 1...8 {
                let reader = try await bench.plugReader(USBTraits(serial: "R-\(number)00"))
                try await bench.insertCard(into: reader, model: "piv-t1")
            }
            let deadline = Duration.seconds(1)
            let one = try await bench.touchstone(["check", keys[0].port, "--timeout", "1"] + chosen)
            #expect(one.exitCode == 0, "\(one)")

            let start = ContinuousClock.now
            let command = try bench.launch(Tool.path, ["check", "--timeout", "1", "--format", "json"] + chosen)
            // The slow checks of the other keys have begun by then.
            try await Task.sleep(for: one.duration / 2)
            try await bench.unplug(keys[6])
            let run = await offPool { command.finish(within: .seconds(120)) }
            let wall = ContinuousClock.now - start
            #expect(wall <= one.duration * 1.25 + deadline, "\(wall) against \(one.duration) of one key alone")
            print("sixteen devices: \(wall), one key alone: \(one.duration)")

            #expect(run.exitCode == 1, "\(run)")
            let devices = try run.document(Report.self).result.devices
            #expect(devices.count == 16)
            let isWhole = devices.map { $0.results.allSatisfy { ["passed", "not-applicable"].contains($0.outcome) } }
            #expect(
                isWhole.count { !$0 } == 2,
                "\(devices.filter { device in device.results.contains { $0.outcome == "failed" } })"
            )
            let mute = devices.first { $0.results.contains { $0.reason?.contains("not answered within 1 s") == true } }
            #expect(mute != nil, "the mute key's story is told")
            let lost = devices.first { device in
                device.results.first?.outcome == "passed" && device.results.contains { $0.outcome == "not-run" }
            }
            #expect(lost?.results.last?.reason?.contains("unplugged") == true, "\(lost?.results.last?.reason ?? "")")
        }
    }
}
