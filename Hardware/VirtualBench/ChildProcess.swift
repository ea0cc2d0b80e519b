import Glibc

/// A program the bench has started.
final class ChildProcess {
    let processID: pid_t
    private var status: Int32?

    /// Starts a program, found through `PATH` when its name has no slash.
    ///
    /// - Parameters:
    ///   - arguments: All of them, the program's name first.
    ///   - environment: All of it.
    ///   - output: A file that receives both outputs; without one the bench's own are inherited.
    /// - Throws: ``BenchError`` when there is no such program.
    init(_ arguments: [String], environment: [String: String], output: String? = nil) throws(BenchError) {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        if let output {
            unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
            unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        // The bench takes its signals on a thread of its own; its children start with nothing blocked.
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        guard let program = arguments.first else { throw BenchError(.request, "no program is named") }
        var processID = pid_t()
        let code = unsafe withCStrings(arguments) { arguments in
            unsafe withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                unsafe posix_spawnp(&processID, program, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else {
            throw BenchError(.failed, "cannot start \(program): \(describeErrno(code))")
        }
        self.processID = processID
        Leftovers.shared.add(process: processID)
    }

    /// How the process ended, in the shell's terms: its exit code, or 128 plus the signal; `nil` while it runs.
    func exitCode() -> Int32? {
        poll(WNOHANG)
    }

    @discardableResult
    func waitForExit() -> Int32 {
        while true {
            if let code = poll(0) { return code }
        }
    }

    /// Asks the process to end, waits a moment, and ends it.
    func terminate(within limit: Duration = .seconds(1)) {
        guard exitCode() == nil else { return }
        kill(processID, SIGTERM)
        let deadline = ContinuousClock.now + limit
        while exitCode() == nil {
            guard ContinuousClock.now < deadline else {
                kill(processID, SIGKILL)
                waitForExit()
                return
            }
            usleep(2_000)
        }
    }

    private func poll(_ options: Int32) -> Int32? {
        if status == nil {
            var raw: Int32 = 0
            let result = unsafe waitpid(processID, &raw, options)
            if result == processID { status = raw }
            // Somebody else waited for it: there is nothing to learn any more.
            if result < 0, errno == ECHILD { status = 0 }
            if status != nil { Leftovers.shared.remove(process: processID) }
        }
        return status.map { raw in
            let signal = raw & 0x7F
            return signal == 0 ? raw >> 8 & 0xFF : 128 + signal
        }
    }
}

/// Lends a null-terminated array of C strings.
private func withCStrings<Result>(
    _ strings: [String],
    _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = unsafe strings.map { unsafe strdup($0) }
    defer {
        for index in unsafe copies.indices { unsafe free(copies[index]) }
    }
    return unsafe body(copies + [nil])
}
