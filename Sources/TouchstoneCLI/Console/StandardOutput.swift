import Glibc
import Synchronization

/// Where every result goes, and whether it got there.
///
/// A result that nobody got is no success: what could not be written is remembered, and `BenchCommand` ends by it.
enum StandardOutput {
    private enum State: Sendable {
        case open
        /// Whoever read has gone (a closed pipe) and wants no more; that is no failure of ours.
        case unread
        /// The system took no more; the number is its `errno`.
        case lost(Int32)
    }

    private static let state = Mutex(State.open)

    /// Makes the process fit to write, before it opens anything: called once, first of all.
    ///
    /// A pipe that is closed is told by the write, and not by a signal that would end the program in the middle of a
    /// conversation with a device. A standard descriptor that is closed is taken by something that can be neither read
    /// nor written: else the next file opened would have its number, and the result would go into that file.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is the one that is missing, since those below it are there.
            _ = open("/dev/null", mode)
        }
    }

    /// Writes a text; nothing more is tried when one before it did not get through.
    static func write(_ text: String) {
        guard takesMore else { return }
        let number = Descriptor.write(text, to: STDOUT_FILENO)
        guard number != 0 else { return }
        state.withLock { $0 = number == EPIPE ? .unread : .lost(number) }
    }

    /// Whether there is any use in writing more.
    static var takesMore: Bool {
        state.withLock { if case .open = $0 { true } else { false } }
    }

    /// What a result comes to that did not get through; `nil` where it did, and where its reader wanted no more of it.
    static var failure: CommandFailure? {
        guard case .lost(let number) = state.withLock(\.self) else { return nil }
        return CommandFailure(
            code: "output-lost",
            message: "standard output cannot be written: \(String(cString: strerror(number)).lowercased())",
            remedy: "the result is not complete: make room, or send it elsewhere, and run the command again",
            status: .inputOutput
        )
    }
}

/// Writing to an open descriptor.
enum Descriptor {
    /// Writes a whole text, and waits where the other end is slow.
    ///
    /// - Returns: 0, or the system's number when it took no more.
    static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                // Another program that shares the terminal has made it non-blocking.
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
                continue
            }
            guard count > 0 else { return count < 0 ? errno : ENOSPC }
            bytes = bytes.dropFirst(count)
        }
        return 0
    }
}
