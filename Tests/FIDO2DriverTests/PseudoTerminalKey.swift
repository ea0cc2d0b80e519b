import BenchTesting
import Glibc
import SoftwareAuthenticator
import Synchronization
import ThreadExecutor

/// A software authenticator behind a pseudo-terminal, which is what a virtual bench has for a hidraw node.
final class PseudoTerminalKey: Sendable {
    /// The node to open.
    var path: String { terminal.path }
    private let terminal: PseudoTerminal
    private let isStopped = Atomic(false)
    private let isGone = Atomic(false)

    /// Serves until ``unplug()``, or until the last reference is gone.
    static func plugIn(_ authenticator: SoftwareAuthenticator) throws -> PseudoTerminalKey {
        let key = try PseudoTerminalKey(PseudoTerminal())
        let executor = try DedicatedThreadExecutor(name: "pty-key")
        Task(executorPreference: executor) { [weak key, terminal = key.terminal] in
            var queue = EmissionQueue(authenticator)
            var bytes: [UInt8] = []
            while let key, !key.isStopped.load(ordering: .acquiring) {
                Self.serve(terminal.controller, &queue, &bytes)
            }
            terminal.hangUp()
            key?.isGone.store(true, ordering: .releasing)
        }
        return key
    }

    private init(_ terminal: PseudoTerminal) throws {
        self.terminal = terminal
        _ = fcntl(terminal.controller, F_SETFL, O_NONBLOCK)
        try terminal.makeRaw()
    }

    /// Takes the device away; returns once it is gone.
    func unplug() {
        isStopped.store(true, ordering: .releasing)
        while !isGone.load(ordering: .acquiring) { usleep(1000) }
    }

    private static func serve(_ controller: Int32, _ queue: inout EmissionQueue, _ bytes: inout [UInt8]) {
        let untilDue = queue.nextDue.map { max(.zero, $0 - .now) / .milliseconds(1) } ?? 10
        var entry = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, Int32(min(10, untilDue.rounded(.up))))
        var buffer = Array(repeating: 0 as UInt8, count: 4096)
        let count = read(controller, &buffer, buffer.count)
        if count > 0 { bytes += buffer.prefix(count) }
        // One report number and 64 bytes, as hidraw wants them.
        while bytes.count >= 65 {
            queue.receive(Array(bytes[1..<65]))
            bytes.removeFirst(65)
        }
        while let report = queue.next() {
            var rest = report[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
                if written > 0 {
                    rest = rest.dropFirst(written)
                } else if errno == EAGAIN {
                    usleep(500)
                } else {
                    return
                }
            }
        }
    }
}
