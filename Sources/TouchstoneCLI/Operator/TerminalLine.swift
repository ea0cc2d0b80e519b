import Foundation
import Glibc
import Octets

/// One line that somebody types, waited for with a limit.
enum TerminalLine: Sendable {
    case typed(Secret)
    /// Nothing more will come: Ctrl-D, or the terminal is gone.
    case ended
    case timedOut
    /// The task was cancelled.
    case stopped

    /// Reads from a terminal, on a thread of its own.
    ///
    /// - Parameters:
    ///   - terminal: Where somebody types.
    ///   - isHidden: Whether the echo is off meanwhile. A terminal that does not obey ends the wait at once.
    ///   - limit: How long somebody may take.
    ///   - ask: Says what is wanted; what was typed before that is dropped.
    /// - Returns: What became of the wait.
    static func read(
        from terminal: Int32,
        hidden isHidden: Bool,
        within limit: Duration,
        asking ask: @escaping @Sendable () -> Void
    ) async -> TerminalLine {
        guard let stop = StopPipe() else { return .ended }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let thread = Thread {
                    if isHidden {
                        guard TerminalEcho.turnOff(on: terminal) else { return continuation.resume(returning: .ended) }
                    } else {
                        tcflush(terminal, TCIFLUSH)
                    }
                    ask()
                    let line = line(terminal, stop, limit)
                    TerminalEcho.restore()
                    continuation.resume(returning: line)
                }
                thread.stackSize = 128 << 10
                thread.start()
            }
        } onCancel: {
            stop.stop()
        }
    }

    /// A terminal hands lines over whole, so one `read` is one line.
    private static func line(_ terminal: Int32, _ stop: StopPipe, _ limit: Duration) -> TerminalLine {
        let deadline = ContinuousClock.now + limit
        while true {
            let left = Int32(clamping: Int64((deadline - .now) / .milliseconds(1)))
            guard left > 0 else { return .timedOut }
            var entries = [
                pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stop.reading, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&entries, 2, left)
            if count < 0, errno == EINTR { continue }
            if entries[1].revents != 0 { return .stopped }
            if count > 0 { return LineBuffer.read(terminal).map { .typed($0) } ?? .ended }
        }
    }
}

/// Wakes a thread that polls.
private final class StopPipe: Sendable {
    let reading: Int32
    private let writing: Int32

    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    func stop() {
        var byte: UInt8 = 0
        _ = write(writing, &byte, 1)
    }
}
