import Glibc

/// Starts a program in a process group of its own, with nothing blocked or ignored.
///
/// - Throws: ``BenchTestingError`` when there is no such program.
func spawn(
    _ arguments: [String],
    environment: [String: String],
    actions: inout posix_spawn_file_actions_t
) throws -> pid_t {
    guard let program = arguments.first else { throw BenchTestingError("no program is named") }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let variables = CommandEnvironment.base.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
    let argumentPointers = arguments.map { strdup($0) } + [nil]
    let variablePointers = variables.map { strdup($0) } + [nil]
    defer {
        for pointer in argumentPointers + variablePointers { free(pointer) }
    }
    var processID = pid_t()
    let code = posix_spawnp(&processID, program, &actions, &attributes, argumentPointers, variablePointers)
    guard code == 0 else { throw BenchTestingError("cannot start \(program): \(String(cString: strerror(code)))") }
    return processID
}
