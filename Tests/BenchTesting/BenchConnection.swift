import Foundation
import Glibc

/// The two ends of the talk with a running `virtual-bench`: a line out, a line back.
///
/// One socket is its standard input and output. It is closed in every other child, or the bench would outlive the test.
final class BenchConnection: Sendable {
    private let descriptor: Int32
    private let processID: pid_t
    private let errorFile: OutputFile
    private let turn = NSLock()

    init() throws {
        errorFile = try OutputFile()
        var pair: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &pair) == 0 else {
            throw BenchTestingError("socketpair: \(String(cString: strerror(errno)))")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pair[1], 0)
        posix_spawn_file_actions_adddup2(&actions, pair[1], 1)
        posix_spawn_file_actions_adddup2(&actions, errorFile.descriptor, 2)
        defer { close(pair[1]) }
        do {
            processID = try spawn([BuildFolder.program("virtual-bench")], environment: [:], actions: &actions)
            descriptor = pair[0]
        } catch {
            close(pair[0])
            throw error
        }
    }

    /// Ends the bench: the end of its input tells it to go.
    deinit {
        close(descriptor)
        let processID = processID
        Thread.detachNewThread {
            var status: Int32 = 0
            while waitpid(processID, &status, 0) < 0, errno == EINTR {}
        }
    }

    /// Sends one line and waits for the one that answers it.
    ///
    /// - Throws: ``BenchTestingError`` when the bench is gone or does not answer in time.
    func exchange(_ line: Data, within limit: Duration) throws -> Data {
        turn.lock()
        defer { turn.unlock() }
        try send(line + [UInt8(ascii: "\n")])
        let deadline = ContinuousClock.now + limit
        var answer = Data()
        while true {
            var bytes = [UInt8](repeating: 0, count: 16_384)
            guard waitForInput(until: deadline) else { throw BenchTestingError("the bench did not answer in \(limit)") }
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw BenchTestingError("the bench has ended: \(errorFile.text)")
            }
            answer += bytes.prefix(count)
            if answer.last == UInt8(ascii: "\n") { return answer }
        }
    }

    private func send(_ data: Data) throws {
        var rest = [UInt8](data)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw BenchTestingError("the bench has ended") }
            rest = rest.dropFirst(count)
        }
    }

    private func waitForInput(until deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let left = (deadline - .now) / .milliseconds(1)
            guard left > 0 else { return false }
            var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&wait, 1, Int32(min(left.rounded(.up), 1e6))) > 0 { return true }
        }
    }
}
