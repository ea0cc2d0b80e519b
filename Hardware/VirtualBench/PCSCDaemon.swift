import Foundation
import Glibc

/// The real pcscd, unmodified, with a socket and a driver folder of its own.
final class PCSCDaemon {
    /// Where this pcscd was built to look, and where it lies.
    struct Installation {
        let program: String
        let dropFolder: String
        let socketFolder: String

        static func find() throws(BenchError) -> Self {
            let candidates = ["/usr/sbin/pcscd", "/usr/local/sbin/pcscd", "/sbin/pcscd"]
            guard let program = candidates.first(where: { unsafe access($0, X_OK) == 0 }) else {
                throw BenchError(.unavailable, "pcscd is not installed (apt-get install pcscd)")
            }
            let features = try output(of: [program, "--version"])
            return Self(
                program: program,
                dropFolder: value(of: "usbdropdir", in: features) ?? "/usr/lib/pcsc/drivers",
                socketFolder: value(of: "ipcdir", in: features) ?? "/run/pcscd"
            )
        }

        private static func value(of name: String, in features: String) -> String? {
            features.split { $0.isWhitespace }.first { $0.hasPrefix("\(name)=") }
                .map { "\($0.dropFirst(name.count + 1))" }
        }

        private static func output(of command: [String]) throws(BenchError) -> String {
            let file = NSTemporaryDirectory() + "pcscd-version-\(getpid())"
            defer { unsafe unlink(file) }
            _ = try ChildProcess(command, environment: BenchEnvironment.inherited, output: file).waitForExit()
            return (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        }
    }

    private let folder: BenchFolder
    private let installation: Installation
    private let namespace: MountNamespace
    private let environment: [String: String]
    private var process: ChildProcess?

    /// Finds out how to run it here; ``start(within:)`` does.
    ///
    /// - Parameters:
    ///   - folder: Where its socket, its drivers and its log go.
    ///   - environment: What it and the driver in it need beyond the bench's own environment.
    /// - Throws: ``BenchError`` of kind `unavailable` when it is not installed or cannot be kept apart.
    init(folder: BenchFolder, environment: [String: String]) throws(BenchError) {
        self.folder = folder
        self.environment = environment
        installation = try Installation.find()
        namespace = try MountNamespace.available()
    }

    var isRunning: Bool { process.map { $0.exitCode() == nil } ?? false }

    /// Starts the daemon and waits until it listens.
    func start(within limit: Duration = .seconds(10)) throws(BenchError) {
        guard !isRunning else { throw BenchError(.request, "pcscd runs already") }
        unsafe unlink(folder.daemonSocket)
        let settings = environment.map { "\($0.key)=\($0.value)" }.sorted()
        let command = namespace.command(
            binding: [(folder.run, installation.socketFolder), (folder.drivers, installation.dropFolder)],
            running: ["env"] + settings + [
                installation.program, "--foreground", "--info", "--config", folder.configuration,
            ]
        )
        let process = try ChildProcess(command, environment: BenchEnvironment.inherited, output: folder.log)
        self.process = process
        let deadline = ContinuousClock.now + limit
        while !Self.listens(at: folder.daemonSocket) {
            guard process.exitCode() == nil, ContinuousClock.now < deadline else {
                process.terminate()
                throw BenchError(.failed, "pcscd did not come up:\n\(folder.logTail)")
            }
            usleep(2_000)
        }
    }

    func stop() {
        process?.terminate()
        process = nil
    }

    /// Ends the daemon the way a crash would.
    func kill() throws(BenchError) {
        guard let process, isRunning else { throw BenchError(.request, "pcscd does not run") }
        Glibc.kill(process.processID, SIGKILL)
        process.waitForExit()
        self.process = nil
    }

    private static func listens(at path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return SocketAddress(path)?.connect(descriptor) ?? false
    }
}
