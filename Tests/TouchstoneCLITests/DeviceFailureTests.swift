import BenchTesting
import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Failures that need a device to fail.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
    struct DeviceFailureTests {
        @Test func aDeviceHasToBeNamedWell() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugReader(USBTraits(port: "1-1"))
            _ = try await bench.plugReader(USBTraits(port: "1-2"))
            for name in ["Omnikey", "3", "1-7"] {
                let run = try await bench.touchstone(["probe", name, "--format", "json"])
                #expect(run.exitCode == 66, "\(run)")
                #expect(try run.document(Failure.self).result.code == "no-such-device")
            }
            for name in ["Touchstone Virtual Reader", "virtual"] {
                let run = try await bench.touchstone(["probe", name])
                #expect(run.exitCode == 64, "\(run)")
                // The candidates, and how to tell them apart.
                #expect(run.errorText.contains("1-1") && run.errorText.contains("1-2"), "\(run)")
                #expect(run.errorText.contains("hint:  name the device by its position or by its port"))
            }
            for name in ["2", "1-2", "Touchstone Virtual Reader 01 00"] {
                let run = try await bench.touchstone(["probe", name])
                #expect(run.exitCode == 0, "\(run)")
                #expect(run.output.contains("Touchstone Virtual Reader 01 00, empty"), "\(run)")
            }
        }

        @Test(
            .enabled(if: getuid() == 0, "only root can become somebody else"),
            .enabled(if: Availability.hasTool("setpriv"), "setpriv is not installed")
        )
        func aNodeThatIsClosedToUs() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey()
            try await bench.insertCard(into: bench.plugReader())
            try open(bench)
            let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", Tool.path]
            let run = try await bench.run("setpriv", nobody + ["probe", "--format", "json"])
            #expect(run.exitCode == 77, "\(run)")
            let devices = try run.document(ProbeDocument.self).result.devices.map(\.facts)
            let trouble = ProbeDocument.Trouble(
                face: "security-key",
                code: "permission-denied",
                operation: "open",
                original: "13, EACCES"
            )
            #expect(devices.first?.troubles == [trouble])
            // The reader is the daemon's, and open to all.
            #expect(devices.last?.troubles.isEmpty == true && devices.last?.readers.count == 1)
            #expect(run.errorText.contains("hint:  install the rules from Hardware/"), "\(run)")

            let doctor = try await bench.run("setpriv", nobody + ["doctor"])
            #expect(doctor.exitCode == 69, "\(doctor)")
            #expect(doctor.output.contains("/dev/hidraw0: permission denied"))
        }

        /// Lets others into the bench's own folders; the device nodes keep their permissions.
        private func open(_ bench: VirtualBenchProcess) throws {
            let testbed = try #require(bench.environment["UMOCKDEV_DIR"])
            let folder = URL(fileURLWithPath: bench.daemonSocket).deletingLastPathComponent()
                .deletingLastPathComponent()
            #expect(chmod(folder.path, 0o755) == 0)
            #expect(chmod(testbed, 0o755) == 0)
            let sockets = try #require(FileManager.default.enumerator(atPath: "\(testbed)/ioctl"))
            for case let name as String in sockets { #expect(chmod("\(testbed)/ioctl/\(name)", 0o777) == 0) }
        }

        @Test func aReaderThatSomebodyHolds() async throws {
            let bench = try await VirtualBenchProcess.start()
            let reader = try await bench.plugReader()
            try await bench.insertCard(into: reader)
            // An exchange that blocks keeps the card locked for as long as it lasts.
            try await bench.block(reader, at: ["transmit"])
            let holder = try bench.launch("opensc-tool", ["--name"])
            try await Task.sleep(for: .milliseconds(300))
            let run = try await bench.touchstone(["probe", "--timeout", "1", "--format", "json"])
            #expect([75, 124].contains(run.exitCode), "\(run)")
            let devices = try run.document(ProbeDocument.self).result.devices
            #expect(devices.count == 1)
            #expect(devices.first?.facts.troubles.count == 1, "\(run)")
            try await bench.release(reader)
            #expect(!holder.finish(within: .seconds(10)).hasTimedOut)
        }
    }
}
