import BenchTesting
import Testing

extension EndToEnd {
    /// A full bench: sixteen readers, which is all that pcscd takes, and eight keys.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct BenchSizeTests {
        private static let readerCount = 16
        private static let keyCount = 8

        private func fullBench() async throws -> VirtualBenchProcess {
            let bench = try await VirtualBenchProcess.start()
            for number in 0..<Self.readerCount {
                let model = number.isMultiple(of: 4) ? "omnikey-3x21" : "touchstone"
                let reader = try await bench.plugReader(model: model)
                #expect(reader.isSeen)
                if number.isMultiple(of: 2) { try await bench.insertCard(into: reader) }
            }
            for number in 0..<Self.keyCount {
                _ = try await bench.plugKey(model: number.isMultiple(of: 2) ? "level2" : "level1")
            }
            return bench
        }

        @Test func everythingIsListed() async throws {
            let bench = try await fullBench()
            let table = try await bench.touchstone(["devices"])
            #expect(table.exitCode == 0 && table.width <= 80, "\(table)")
            #expect(table.lines.count { $0.contains("reader, empty") } == Self.readerCount / 2)
            #expect(table.lines.count { $0.hasSuffix("reader, card") } == Self.readerCount / 2)
            #expect(table.lines.count { $0.contains("security key, /dev/hidraw") } == Self.keyCount)
            let devices = try await bench.touchstone(["devices", "--format", "json"])
                .document(DevicesDocument.self).result.devices
            #expect(devices.map(\.position) == Array(1...Self.readerCount + Self.keyCount))
            #expect(Set(devices.compactMap(\.usb?.port)).count == devices.count)
            #expect(Set(devices.flatMap(\.readers).map(\.name)).count == Self.readerCount)
            #expect(devices.flatMap(\.readers).count { $0.answerToReset != nil } == Self.readerCount / 2)

            let watch = try bench.launch(Tool.path, ["devices", "--watch", "--format", "json"])
            try await watch.waitForOutput(within: .seconds(20)) {
                $0.split(separator: "\n").count { $0.contains(#""settled""#) } == 2
            }
            watch.send(signal: 2)
            let events = try WatchEvent.all(in: watch.finish(within: .seconds(10)).output)
            #expect(events.count { $0.face == "reader" } == Self.readerCount)
            #expect(events.count { $0.face == "security-key" } == Self.keyCount)
            #expect(events.count { $0.event == "card-inserted" } == Self.readerCount / 2)
        }

        @Test func everythingIsProbed() async throws {
            let bench = try await fullBench()
            let run = try await bench.touchstone(["probe"])
            #expect(run.exitCode == 0 && run.width <= 80, "\(run)")
            #expect(run.lines.count { $0.hasSuffix("(reader)") } == Self.readerCount)
            #expect(run.lines.count { $0.hasSuffix("(security-key)") } == Self.keyCount)
            #expect(run.lines.count { $0.hasPrefix("  PIN retries") } == Self.keyCount)
            #expect(run.lines.count { $0.hasPrefix("  SELECT PIV") } == Self.readerCount / 2)
            print("probe: \(Self.readerCount) readers and \(Self.keyCount) keys in \(run.duration)")

            let folder = try TemporaryFolder()
            let recorded = try await bench.touchstone(["record", "--output", folder.path, "--format", "json"])
            #expect(recorded.exitCode == 0, "\(recorded)")
            #expect(try folder.names().count == Self.readerCount + Self.keyCount)
            let replayed = try await Tool.run(["replay", folder.path, "--format", "json"])
            #expect(replayed.outputWithoutMaking == recorded.outputWithoutMaking)
        }
    }
}
