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
    func laps(_ count: Int) throws -> [UInt64] { try Stopwatch.laps(count) { try run() } }

    /// What the program writes.
    func output() throws -> String {
        let path = try scratchFolder() + "/output"
        try run(writingTo: path)
        guard let file = fopen(path, "r") else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        // Apart from the next line, which would take the array as it was before.
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// The most memory that the program had, in KiB.
    func peakKiB() throws -> Int { Int(try run().ru_maxrss) }

    /// How long one run takes from the call of `posix_spawn` to its end, and the most memory that it had.
    func cost() throws -> (nanoseconds: UInt64, peakKiB: Int) {
        let start = Stopwatch.now()
        let usage = try run()
        return (Stopwatch.now() - start, Int(usage.ru_maxrss))
    }

    @discardableResult
    private func run(writingTo output: String = "/dev/null") throws -> rusage {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let variables = environment.map { "\($0.key)=\($0.value)" } + ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"]
        let pointers = (arguments.map { strdup($0) } + [nil], variables.map { strdup($0) } + [nil])
        defer { for pointer in pointers.0 + pointers.1 { free(pointer) } }
        var process = pid_t()
        let code = posix_spawnp(&process, arguments[0], &actions, nil, pointers.0, pointers.1)
        guard code == 0 else { throw Failure("\(arguments[0]): \(String(cString: strerror(code)))") }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        guard status == exitCode << 8 else { throw Failure("\(arguments) ended with status \(status)") }
        return usage
    }
}

/// Why a benchmark could not be run.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
