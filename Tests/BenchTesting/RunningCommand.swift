import Foundation
package import Glibc

/// A program that runs, with its outputs in files.
///
/// Files rather than pipes: nothing here holds a descriptor, so none can leak into another child, and a grandchild that
/// lives on keeps nobody waiting.
package final class RunningCommand: Sendable {
    package let processID: pid_t
    private let start = ContinuousClock.now
    private let folder: String
    private let program: String

    /// Starts a program in a process group of its own.
    ///
    /// - Parameters:
    ///   - program: A path, or a name to be found through `PATH`.
    ///   - arguments: What follows the program's name.
    ///   - environment: What to add to ``CommandEnvironment/base``.
    ///   - input: Its whole standard input; empty without one.
    /// - Throws: ``BenchTestingError`` when it could not be started.
    package init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: String? = nil
    ) throws {
        self.program = program
        folder = FileManager.default.temporaryDirectory.path + "/command-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data((input ?? "").utf8).write(to: URL(fileURLWithPath: "\(folder)/input"))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "\(folder)/input", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "\(folder)/output", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "\(folder)/error", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        do {
            processID = try spawn([program] + arguments, environment: environment, actions: &actions)
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    /// What it has written so far.
    package var output: String { String(decoding: bytes("output"), as: UTF8.self) }
    package var errorText: String { String(decoding: bytes("error"), as: UTF8.self) }

    package func send(signal: Int32) {
        kill(processID, signal)
    }

    /// Waits until its output satisfies a condition.
    ///
    /// - Throws: ``BenchTestingError`` with the output so far when it did not come to that in time.
    package func waitForOutput(
        within limit: Duration = .seconds(10),
        until isExpected: @escaping @Sendable (String) -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while !isExpected(output) {
            guard ContinuousClock.now < deadline else {
                throw BenchTestingError("\(program) did not write what was expected, but: \(output)\n\(errorText)")
            }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Waits for its end, or makes one when the time is up; called once.
    package func finish(within limit: Duration = .seconds(30)) -> CommandRun {
        let deadline = ContinuousClock.now + limit
        var status: Int32 = 0
        var hasTimedOut = false
        while waitpid(processID, &status, WNOHANG) == 0 {
            if ContinuousClock.now >= deadline {
                hasTimedOut = true
                kill(-processID, SIGKILL)
                while waitpid(processID, &status, 0) < 0, errno == EINTR {}
                break
            }
            usleep(1_000)
        }
        let duration = ContinuousClock.now - start
        // What it left running in its group would outlive the test.
        kill(-processID, SIGKILL)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let signal = status & 0x7F
        return CommandRun(
            exitCode: signal == 0 ? status >> 8 & 0xFF : 128 + signal,
            signal: signal == 0 ? nil : signal,
            outputBytes: bytes("output"),
            errorBytes: bytes("error"),
            duration: duration,
            hasTimedOut: hasTimedOut
        )
    }

    private func bytes(_ name: String) -> [UInt8] {
        (try? Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))).map { [UInt8]($0) } ?? []
    }
}
