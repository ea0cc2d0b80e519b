import BenchTesting
import DeviceTransport
import Foundation
import Testing

@testable import UdevInventory

extension PreloadedTests {
    /// Arrivals and departures on a virtual bench.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
    struct WatchTests {
        private func startBench() async throws -> VirtualBenchProcess {
            let bench = try await VirtualBenchProcess.start()
            setenv("UMOCKDEV_DIR", try #require(bench.environment["UMOCKDEV_DIR"]), 1)
            return bench
        }

        @Test func whatIsThereIsToldFirst() async throws {
            let bench = try await startBench()
            let key = try await bench.plugKey(card: "piv-t1")
            let reader = try await bench.plugReader()
            var events = KernelInventory().events().makeAsyncIterator()
            var faces: [AttachedDevice.Face] = []
            var ports: Set<String?> = []
            while case .attached(let device) = try await events.next() {
                faces.append(device.face)
                ports.insert(device.usb?.portPath)
            }
            #expect(faces.count == 3)
            #expect(faces.filter { $0 == .ccid }.count == 2)
            #expect(faces.contains(.hidraw(node: key.node)))
            #expect(ports == [key.port, reader.port])
            #expect(try KernelInventory.snapshot().map(\.face).count == 3)
        }

        @Test func keysComeAndGo() async throws {
            let bench = try await startBench()
            var events = KernelInventory().events().makeAsyncIterator()
            #expect(try await events.next() == .settled)
            let traits = USBTraits(ids: "1209:f1d2", revision: "0210", product: "Coming Key", serial: "SN-17")
            let key = try await bench.plugKey(traits)
            guard case .attached(let device) = try #require(try await events.next()) else {
                Issue.record("the key was not announced")
                return
            }
            #expect(device.face == .hidraw(node: key.node))
            let usb = try #require(device.usb)
            #expect((usb.vendorID, usb.productID) == (0x1209, 0xF1D2))
            #expect(usb.bcdDevice == 0x0210)
            #expect(usb.product == "Coming Key")
            #expect(usb.serialNumber == "SN-17")
            #expect(usb.portPath == key.port)
            try await bench.unplug(key)
            #expect(try await events.next() == .detached(device.id))
        }

        @Test func fiftyCyclesLoseNothing() async throws {
            let bench = try await startBench()
            var events = KernelInventory().events().makeAsyncIterator()
            #expect(try await events.next() == .settled)
            for cycle in 0..<50 {
                let key = try await bench.plugKey()
                guard case .attached(let device) = try await events.next() else {
                    Issue.record("cycle \(cycle): no arrival")
                    return
                }
                try await bench.unplug(key)
                #expect(try await events.next() == .detached(device.id))
            }
            #expect(try KernelInventory.snapshot() == [])
        }

        @Test func cancellationEndsTheWatch() async throws {
            let bench = try await startBench()
            let watch = Task {
                var count = 0
                for try await event in KernelInventory().events() where event != .settled { count += 1 }
                return count
            }
            try await Task.sleep(for: .milliseconds(200))
            let clock = ContinuousClock()
            let start = clock.now
            watch.cancel()
            #expect(try await watch.value == 0)
            #expect(clock.now - start < .milliseconds(500))
            try await bench.reset()
        }

        @Test func endedWatchesLeaveNothingOpen() async throws {
            let bench = try await startBench()
            func descriptors() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            }
            func watchOnce() async throws {
                var events = KernelInventory().events().makeAsyncIterator()
                #expect(try await events.next() == .settled)
            }
            try await watchOnce()
            try await Task.sleep(for: .milliseconds(300))
            let before = try descriptors()
            for _ in 0..<50 { try await watchOnce() }
            try await Task.sleep(for: .milliseconds(300))
            #expect(try descriptors() <= before)
            try await bench.reset()
        }
    }
}
