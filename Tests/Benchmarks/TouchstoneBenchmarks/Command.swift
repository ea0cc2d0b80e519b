import BenchmarkSubjects
import Glibc

/// A program with its arguments, run for the sake of the time that it takes.
struct Command {
    let arguments: [String]
    /// What the program is meant to end with.
    let exitCode: Int32
    private let environment: [String: String]

    /// Runs in the environment of this process with some variables set.
    init(_ arguments: [String], on environment: [String: String] = [:], exitCode: Int32 = 0) {
        self.arguments = arguments
        self.exitCode = exitCode
        self.environment = environment
    }

    /// The nanoseconds from the call of `posix_spawn` to the end of the process, `count` times.
    func laps(_ count: Int) throws -> [UInt64] { try Stopwatch.laps(count, run) }

    private func run() throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let variables = environment.map { "\($0.key)=\($0.value)" } + ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"]
        let pointers = (arguments.map { strdup($0) } + [nil], variables.map { strdup($0) } + [nil])
        defer { for pointer in pointers.0 + pointers.1 { free(pointer) } }
        var process = pid_t()
        let code = posix_spawnp(&process, arguments[0], &actions, nil, pointers.0, pointers.1)
        guard code == 0 else { throw Failure("\(arguments[0]): \(String(cString: strerror(code)))") }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard status == exitCode << 8 else { throw Failure("\(arguments) ended with status \(status)") }
    }
}

/// Why a benchmark could not be run.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
