import BenchTesting
import CTAPMessages
import DeviceTransport
import FIDO2Driver
import Glibc
import Testing
import ThreadExecutor
import TransportTesting

@Suite struct BenchNodeRun {
    @Test(.enabled(if: PreloadedSuite.obstacle == nil, "\(PreloadedSuite.reason)"), .timeLimit(.minutes(3)))
    func benchNodeTestsPass() async throws {
        try await PreloadedSuite.run("FIDO2DriverTests.BenchNodeTests")
    }
}

/// The driver on nodes of a virtual bench, which answer the ioctls of hidraw as well.
@Suite(
    .serialized,
    .enabled(if: PreloadedSuite.isActive, "LD_PRELOAD does not name libumockdev-preload"),
    .enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"),
    .timeLimit(.minutes(2))
)
struct BenchNodeTests {
    private func startBench() async throws -> VirtualBenchProcess {
        let bench = try await VirtualBenchProcess.start()
        setenv("UMOCKDEV_DIR", try #require(bench.environment["UMOCKDEV_DIR"]), 1)
        return bench
    }

    @Test func nodeTellsItsReportDescriptor() async throws {
        let bench = try await startBench()
        let key = try await bench.plugKey()
        let thread = try DeviceThread(name: key.node)
        let fido = try await thread.run("open") {
            let channel = try HIDRawChannel(opening: key.node, on: thread, within: .seconds(1))
            defer { channel.close() }
            return channel.reportDescriptor?.fido
        }
        #expect(fido?.inputByteCount == 64)
        #expect(fido?.outputByteCount == 64)
    }

    @Test(arguments: ReportChannelContract.Rule.allCases)
    func nodeKeepsTheContract(rule: ReportChannelContract.Rule) async throws {
        let bench = try await startBench()
        let key = try await bench.plugKey()
        let thread = try DeviceThread(name: key.node)
        try await thread.run("contract") {
            try ReportChannelContract { try HIDRawChannel(opening: key.node, on: thread, within: .seconds(1)) }
                .check(rule)
        }
    }

    @Test func libraryListsTheSameKeys() async throws {
        let bench = try await startBench()
        #expect(try LibFIDO2Enumeration.entries() == [])
        var keys: [PluggedKey] = []
        for index in 0..<3 {
            keys.append(try await bench.plugKey(USBTraits(ids: "f1d0:f1d\(index)", product: "Key \(index)")))
        }
        let entries = try LibFIDO2Enumeration.entries()
        #expect(Set(entries.map(\.path)) == Set(keys.map(\.node)))
        #expect(Set(entries.map(\.vendorID)) == [0xF1D0])
        #expect(Set(entries.map(\.productID)) == [0xF1D0, 0xF1D1, 0xF1D2])
        #expect(Set(entries.map(\.product)) == ["Key 0", "Key 1", "Key 2"])
    }

    @Test func keyUnpluggedDuringACallIsRemoved() async throws {
        let bench = try await startBench()
        let key = try await bench.plugKey(faults: ["mute:1"])
        let thread = try DeviceThread(name: key.node)
        let opening = Task {
            try await thread.run("open") {
                let channel = try HIDRawChannel(opening: key.node, on: thread, within: .seconds(1))
                let client = LibFIDO2Client(over: channel)
                defer { client.close() }
                _ = try client.open(within: .seconds(20))
            }
        }
        try await Task.sleep(for: .milliseconds(200))
        let clock = ContinuousClock()
        let start = clock.now
        try await bench.unplug(key)
        let error = await #expect(throws: TransportError.self) { try await opening.value }
        #expect(error?.code == .deviceRemoved)
        #expect(clock.now - start < .seconds(5))
        let reopening = await #expect(throws: TransportError.self) {
            try await thread.run("open") {
                _ = try HIDRawChannel(opening: key.node, on: thread, within: .seconds(1))
            }
        }
        #expect(reopening == TransportError(.noSuchDevice, operation: "open"))
    }

    @Test func libraryInUseHasAVersion() throws {
        let version = try #require(LibFIDO2Library.version)
        #expect(version.split(separator: ".").count >= 2)
    }
}
