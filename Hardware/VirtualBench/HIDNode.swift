import CUmockdevTestbed
import Foundation
import Glibc
import SoftwareAuthenticator

/// The bench's end of a `/dev/hidrawN`: hands reports to the authenticator and its answers back.
///
/// The node is a pseudo terminal, hence a stream of bytes: 65 a report towards the key, the report number before it, and 64
/// back. Nothing here waits in `read`: a thread that does keeps the terminal open, and then closing it unplugs nothing.
@safe final class HIDNode: @unchecked Sendable {
    /// The pseudo terminal's other side, such as `/dev/pts/3`.
    let clientPath: String
    private let descriptor: Int32
    /// The clients' side, held open so that the bench's side does not report a hang-up between two clients.
    private let clientSide: Int32
    private let clients: ClientWatch
    private let stop: Int32
    private let hasEnded = Monitor(false)

    private let authenticator: any ReportAnswerer
    private var input: [UInt8] = []
    private var output: [UInt8] = []
    private var queue: EmissionQueue

    /// Starts serving; `descriptor` belongs to the node from here on.
    init(descriptor: Int32, authenticator: any ReportAnswerer) throws(BenchError) {
        let flags = fcntl(descriptor, F_GETFL)
        guard let path = Self.clientPath(of: descriptor), fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else {
            throw BenchError(.failed, "the node is no pseudo terminal: \(describeErrno())")
        }
        clientPath = path
        self.descriptor = descriptor
        self.authenticator = authenticator
        queue = EmissionQueue(authenticator)
        clientSide = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        stop = descriptors_create_event()
        guard clientSide >= 0, stop >= 0 else { throw BenchError(.failed, "\(path): \(describeErrno())") }
        clients = try ClientWatch(of: path)
        Thread.startDetached(named: "hidraw") { [self] in
            serve()
            hasEnded.withLock { $0 = true }
        }
    }

    deinit {
        close(stop)
    }

    /// Ends the node as pulling the key does: who has it open gets an error at once.
    func unplug() {
        var one: UInt64 = 1
        unsafe write(stop, &one, MemoryLayout<UInt64>.size)
        hasEnded.wait(within: .seconds(2)) { $0 }
    }

    private func serve() {
        while waitForWork() {
            // First, since who writes has opened before: what was meant for the last client must not wait for this one.
            if clients.lastOneLeft() { forget() }
            readReports()
            sendDue()
            flush()
        }
        close(clientSide)
        close(descriptor)
    }

    /// Waits until there is something to do; `false` when that is to end.
    private func waitForWork() -> Bool {
        var waits = [
            pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
            pollfd(fd: clients.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN | (output.isEmpty ? 0 : POLLOUT)), revents: 0),
        ]
        let next = queue.nextDue
        let milliseconds = next.map { Int32(clamping: Int(max(0, (($0 - .now).seconds * 1000).rounded(.up)))) } ?? -1
        let count = unsafe poll(&waits, nfds_t(waits.count), milliseconds)
        return waits[0].revents == 0 && (count >= 0 || errno == EINTR)
    }

    private func readReports() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        input += bytes.prefix(count)
        while input.count >= 65 {
            let report = Array(input[1..<65])
            input.removeFirst(65)
            queue.receive(report)
        }
    }

    private func sendDue() {
        while let report = queue.next() { output += report }
    }

    private func flush() {
        guard !output.isEmpty else { return }
        let count = unsafe output.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 { output.removeFirst(count) }
    }

    /// Drops what no client will read any more, as the kernel does when a hidraw node is closed.
    private func forget() {
        input = []
        output = []
        queue = EmissionQueue(authenticator)
        tcflush(clientSide, TCIFLUSH)
    }

    private static func clientPath(of descriptor: Int32) -> String? {
        var path = [CChar](repeating: 0, count: 128)
        guard unsafe descriptors_terminal_name(descriptor, &path, path.count) == 0 else { return nil }
        return unsafe path.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe String(cString: $0) }
        }
    }
}
