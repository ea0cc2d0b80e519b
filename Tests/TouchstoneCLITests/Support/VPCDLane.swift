import BenchTesting
import FixtureSupport
import Foundation

/// The real pcscd with the driver of vsmartcard-vpcd, which listens on every interface: hence in a network of its own.
///
/// The driver is not installed, since every pcscd of the machine would then listen as well; `make vpcd` unpacks it.
enum VPCDLane {
    private static let driver = PackageRoot.path + "/.build/vpcd/usr/lib/pcsc/drivers/serial/libifdvpcd.so"

    /// Why it cannot run here, or `nil`.
    static let obstacle: String? = {
        guard FileManager.default.fileExists(atPath: driver) else { return "`make vpcd` was not run" }
        for tool in ["ip", "unshare", "opensc-tool"] where !Availability.hasTool(tool) {
            return "\(tool) is not installed"
        }
        let probe = try? RunningCommand("unshare", ["--mount", "--net", "ip", "link", "set", "lo", "up"])
        return probe?.finish().exitCode == 0 ? nil : "this machine allows no network namespace"
    }()

    /// Serves a recording, runs the commands, and interrupts the server.
    static func run(recording: String, in folder: TemporaryFolder, _ commands: [String]) async throws -> CommandRun {
        let configuration = try folder.write(
            """
            FRIENDLYNAME "Virtual PCD"
            DEVICENAME /dev/null:0x8C7B
            LIBPATH \(driver)
            CHANNELID 0x8C7B

            """,
            to: "reader.conf"
        )
        let script = """
            ip link set lo up
            mkdir -p \(folder.path)/run \(folder.path)/drivers \(folder.path)/conf
            mv \(configuration) \(folder.path)/conf/
            mkdir -p /run/pcscd && mount --bind \(folder.path)/run /run/pcscd
            mount --bind \(folder.path)/drivers /usr/lib/pcsc/drivers
            pcscd --foreground --config \(folder.path)/conf >\(folder.path)/pcscd.log 2>&1 &
            pcscd=$!
            export PCSCLITE_CSOCK_NAME=\(folder.path)/run/pcscd.comm
            for i in $(seq 100); do test -S $PCSCLITE_CSOCK_NAME && break; sleep 0.05; done
            \(Tool.path) emulate \(recording) &
            emulate=$!
            for i in $(seq 100); do opensc-tool --list-readers | grep -q ' Yes ' && break; sleep 0.05; done
            \(commands.joined(separator: "\n"))
            kill -TERM $emulate; wait $emulate; echo "emulate ended with $?"
            kill $pcscd; wait $pcscd
            """
        // What a shell runs in the background is deaf to Ctrl-C, not to its kin.
        return try await CommandRun.run("unshare", ["--mount", "--net", "sh", "-c", script], within: .seconds(60))
    }
}
