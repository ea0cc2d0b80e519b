import Checks
import DeviceTransport
import Foundation
import Glibc
import SafetyGuard
import Synchronization

/// The results of a run on the disk, line by line as they come: `docs/check-results.md` describes the file.
///
/// A line is in the file before the next check begins, so whatever ends the program leaves every check that was over.
final class CheckJournal: RunListener {
    private let path: String
    private let descriptor: Mutex<Int32?>
    private let next: any RunListener

    /// Begins a file; one that is there already is not touched.
    ///
    /// - Throws: `CommandFailure` when it cannot be made.
    init(creating path: String, header: CheckJournalHeader, tellingAlso next: any RunListener) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            guard errno == EEXIST else { throw Self.failure(path) }
            throw CommandFailure(
                code: "exists",
                message: "\(path): is there already, and is not overwritten",
                remedy: "choose another name; --resume goes on with a run that did not end",
                status: .inputOutput
            )
        }
        self.path = path
        self.next = next
        descriptor = Mutex(file)
        try append(header)
    }

    /// Goes on with a file, whose last line may have been broken off.
    ///
    /// - Throws: `CommandFailure` when it cannot be written, or another program is at it.
    init(resuming stored: StoredCheckRun, tellingAlso next: any RunListener) throws {
        path = stored.path
        self.next = next
        let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard file >= 0 else { throw Self.failure(path) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw CommandFailure(
                code: "run-goes-on",
                message: "\(path): this run goes on in another program",
                remedy: "wait for its end",
                status: .tryAgain
            )
        }
        descriptor = Mutex(file)
        guard ftruncate(file, off_t(stored.length)) == 0 else { throw Self.failure(path) }
    }

    deinit {
        if let file = descriptor.withLock(\.self) { close(file) }
    }

    func runBegins(_ count: Int, on device: Int) async { await next.runBegins(count, on: device) }

    func checkBegins(_ id: CheckID, on device: Int) async { await next.checkBegins(id, on: device) }

    func checkEnded(_ result: CheckResult) async throws {
        try append(result)
        try await next.checkEnded(result)
    }

    /// What is about to be written on a key is in the file before it is on the key.
    func keyChanges(_ trace: KeyTrace, on device: Int) throws(TransportError) {
        do {
            try append(CheckJournalTrace(trace, on: device))
        } catch {
            throw TransportError(.inputOutput, operation: "write", subject: path, detail: "\(error)")
        }
        try next.keyChanges(trace, on: device)
    }

    /// Brings the file to the disk.
    ///
    /// - Throws: `CommandFailure` when the disk refuses.
    func finish() throws {
        try descriptor.withLock { file in
            guard let open = file else { return }
            defer {
                close(open)
                file = nil
            }
            guard fsync(open) == 0 || errno == EINVAL else { throw Self.failure(path) }
        }
    }

    private func append(_ line: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(line) + [0x0A]
        try descriptor.withLock { file in
            guard let file else { return }
            _ = flock(file, LOCK_EX | LOCK_NB)
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw Self.failure(path) }
                rest = rest.dropFirst(count)
            }
        }
    }

    private static func failure(_ path: String) -> CommandFailure {
        .refused(path, "cannot be written", number: errno)
    }
}
