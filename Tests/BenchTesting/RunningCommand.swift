package import Glibc
import Synchronization

/// A program that runs, with its outputs in files.
package final class RunningCommand: Sendable {
    package let processID: pid_t
    private let start = ContinuousClock.now
    private let outputFile: OutputFile
    private let errorFile: OutputFile
    private let hasFinished = Atomic(false)
    private let program: String

    /// Starts a program in a process group of its own.
    ///
    /// - Parameters:
    ///   - program: A path, or a name to be found through `PATH`.
    ///   - arguments: What follows the program's name.
    ///   - environment: What to add to ``CommandEnvironment/base``.
    ///   - input: Its whole standard input; empty without one.
    ///   - terminal: Where it reads from instead of any input.
    ///   - descriptors: More descriptors for it: a number and what can be read from it.
    /// - Throws: ``BenchTestingError`` when it could not be started.
    package init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: String? = nil,
        terminal: PseudoTerminal? = nil,
        descriptors: [Int32: String] = [:]
    ) throws {
        self.program = program
        let inputFile = try OutputFile(containing: input ?? "")
        outputFile = try OutputFile()
        errorFile = try OutputFile()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, terminal?.terminal ?? inputFile.descriptor, 0)
        posix_spawn_file_actions_adddup2(&actions, outputFile.descriptor, 1)
        posix_spawn_file_actions_adddup2(&actions, errorFile.descriptor, 2)
        let files = try descriptors.mapValues { try OutputFile(containing: $0) }
        for (number, file) in files { posix_spawn_file_actions_adddup2(&actions, file.descriptor, number) }
        processID = try spawn([program] + arguments, environment: environment, actions: &actions)
    }

    /// Ends it, when the test did not wait for it.
    deinit {
        guard !hasFinished.load(ordering: .acquiring) else { return }
        kill(-processID, SIGKILL)
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, errno == EINTR {}
    }

    /// What it has written so far.
    package var output: String { outputFile.text }
    package var errorText: String { errorFile.text }

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
        hasFinished.store(true, ordering: .releasing)
        let signal = status & 0x7F
        return CommandRun(
            exitCode: signal == 0 ? status >> 8 & 0xFF : 128 + signal,
            signal: signal == 0 ? nil : signal,
            outputBytes: outputFile.bytes,
            errorBytes: errorFile.bytes,
            duration: duration,
            hasTimedOut: hasTimedOut
        )
    }
}
