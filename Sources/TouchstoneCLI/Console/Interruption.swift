import Foundation
import Glibc

/// Ctrl-C and its kin: the first cancels what is going on, so that it can clean up, the second ends the process.
enum Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Where the handler leaves word: a write is one of the few things that it may do.
    private static let channel: (reading: Int32, writing: Int32)? = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }()

    /// Runs a body that the signals cancel; called once, for the whole command.
    ///
    /// A handler, and not a mask with `sigwait`: libdispatch parks the main thread with every signal let through.
    ///
    /// - Throws: What `body` throws.
    static func cancelling<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        // Without a pipe there are no descriptors left, and the system ends the program as ever.
        guard let channel else { return try await body() }
        let task = Task { try await body() }
        let watch = Thread {
            waitForWord(channel.reading)
            task.cancel()
            waitForWord(channel.reading)
            TerminalEcho.restore()
            _exit(ExitStatus.interrupted.rawValue)
        }
        watch.stackSize = 128 << 10
        watch.start()
        for signal in signals { handle(signal) }
        return try await task.value
    }

    /// A signal that is ignored stays so: a program started in the background leaves Ctrl-C to the others.
    private static func handle(_ signal: Int32) {
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0, !isIgnored(action) else { return }
        action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in Interruption.leaveWord() }
        action.sa_flags = SA_RESTART
        sigaction(signal, &action, nil)
    }

    private static func leaveWord() {
        let before = errno
        var byte: UInt8 = 0
        if let channel { _ = write(channel.writing, &byte, 1) }
        errno = before
    }

    private static func waitForWord(_ descriptor: Int32) {
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) < 0, errno == EINTR {}
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
