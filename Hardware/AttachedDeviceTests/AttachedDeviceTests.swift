import BenchTesting
import Foundation
import Testing

/// What is plugged in, through everything that is real.
///
/// Never runs unless asked (`make bench`). It reads and changes nothing: no credential is made, no PIN is tried, nothing
/// is reset. Hardware/README.md says what each device is asked.
@Suite(.enabled(if: AttachedDevices.areMeant, "\(AttachedDevices.reason)"), .serialized, .timeLimit(.minutes(5)))
struct AttachedDeviceTests {
    @Test func everyDeviceAnswersTheSameTwice() async throws {
        let devices = try await AttachedDevices.announced()
        let first = try await AttachedDevices.touchstone(["probe", "--format", "json"])
        let second = try await AttachedDevices.touchstone(["probe", "--format", "json"])
        try #require(first.exitCode == 0, "\(first)")
        // Tries of PIN and fingerprint are among the facts: none was spent.
        #expect(first.lines.dropFirst(2) == second.lines.dropFirst(2))
        #expect(try AttachedDevices.count(inProbe: first) == devices.count)
    }

    @Test func recordingsGiveTheSameFacts() async throws {
        let devices = try await AttachedDevices.announced()
        let folder = FileManager.default.temporaryDirectory.path + "/attached-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let recorded = try await AttachedDevices.touchstone(["record", "--output", folder, "--format", "json"])
        try #require(recorded.exitCode == 0, "\(recorded)")
        let replayed = try await AttachedDevices.touchstone(["replay", folder, "--format", "json"])
        #expect(recorded.lines.dropFirst(2) == replayed.lines.dropFirst(2))
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.count == devices.count)
        for file in files {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            for serial in devices.compactMap(\.usb?.serialNumber) where serial.count > 3 {
                #expect(!text.contains(serial), "\(file) holds a serial number")
            }
        }
    }
}

/// The devices of this machine, and the permission to talk to them.
private enum AttachedDevices {
    struct Device: Decodable {
        struct USB: Decodable {
            let port: String
            let serialNumber: String?
        }

        struct Reader: Decodable {
            let name: String
            let state: String
        }

        let position: Int
        let name: String
        let usb: USB?
        let node: String?
        let readers: [Reader]
    }

    private struct Listing: Decodable {
        struct Result: Decodable {
            let devices: [Device]
        }

        let result: Result
    }

    private struct Probe: Decodable {
        struct Result: Decodable {
            let devices: [Anything]
        }

        struct Anything: Decodable {}

        let result: Result
    }

    private static let variables = ProcessInfo.processInfo.environment

    static let areMeant = variables["TOUCHSTONE_ATTACHED_DEVICES"] == "1"

    static let reason = "set TOUCHSTONE_ATTACHED_DEVICES=1 to run against the devices that are plugged in (make bench)"

    /// Runs `touchstone` against the machine's own daemon, which every other test stays away from.
    static func touchstone(_ arguments: [String]) async throws -> CommandRun {
        let socket = variables["PCSCLITE_CSOCK_NAME"] ?? "/run/pcscd/pcscd.comm"
        return try await CommandRun.run(
            BuildFolder.program("touchstone"),
            arguments,
            environment: ["PCSCLITE_CSOCK_NAME": socket],
            within: .seconds(120)
        )
    }

    /// Lists the devices, and says of each what it will be asked before it is asked anything.
    static func announced() async throws -> [Device] {
        let run = try await touchstone(["devices", "--format", "json"])
        let devices = try JSONDecoder().decode(Listing.self, from: Data(run.outputBytes)).result.devices
        try #require(!devices.isEmpty, "no device is attached: \(run)")
        for device in devices {
            print("\(device.position)  \(device.name)" + (device.usb.map { ", port \($0.port)" } ?? ""))
            if let node = device.node { print("   \(node): INIT, getInfo and the numbers of tries left are read") }
            for reader in device.readers {
                let card = reader.state == "card" ? " and well-known applications are selected on its card" : ""
                print("   \(reader.name): attributes are read\(card)")
            }
        }
        print("   Nothing is written, no PIN is tried, nothing is reset.")
        return devices
    }

    static func count(inProbe run: CommandRun) throws -> Int {
        try JSONDecoder().decode(Probe.self, from: Data(run.outputBytes)).result.devices.count
    }
}
