package import CTAPMessages
package import DeviceTransport
import Glibc
import Synchronization
package import ThreadExecutor

/// The reports of a FIDO key through its hidraw node.
///
/// Reads wait in `poll` and cannot overrun. Opening and writing can, for the kernel waits for the device in them; they
/// go through the device's thread, which gives up in time.
package final class HIDRawChannel: ReportChannel {
    /// The node's path.
    package let name: String
    /// What the interface says of its reports; `nil` where the node does not answer, and 64 bytes are assumed.
    package let reportDescriptor: HIDReportDescriptor?
    private let thread: DeviceThread
    private let node: NodeDescriptor
    private let isStream: Bool
    /// The part of a report that a stream has delivered so far.
    private let partial = Mutex<[UInt8]>([])

    /// Opens a node.
    ///
    /// - Throws: `noSuchDevice`, `permissionDenied`, `heldByAnother`, `deadlineExceeded`, or `unsupported` for a node
    ///   that is no FIDO interface with reports of 64 bytes.
    package init(opening path: String, on thread: DeviceThread, within limit: Duration) throws(TransportError) {
        let number = try Self.open(path, on: thread, within: limit)
        let node = NodeDescriptor(owning: number)
        guard HIDRawNode.isCharacterDevice(number) else {
            throw TransportError(.unsupported, operation: "open", subject: path, detail: "this is no device node")
        }
        name = path
        self.thread = thread
        self.node = node
        isStream = HIDRawNode.isStream(number)
        reportDescriptor = try Self.readDescriptor(number, path)
    }

    package func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        let deadline = ContinuousClock.now + limit
        guard report.count == CTAPHIDMessage.reportLength else {
            throw TransportError(
                .inputOutput,
                operation: "write",
                subject: name,
                detail: "a report has 64 bytes, not \(report.count)"
            )
        }
        let reportNumber: UInt8 = 0
        let written: Void? = try node.use { number throws(TransportError) in
            try send([reportNumber] + report, to: number, until: deadline)
        }
        guard written != nil else { throw closed("write") }
    }

    package func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        let deadline = ContinuousClock.now + limit
        let report: [UInt8]?? = try node.use { number throws(TransportError) in
            try receive(from: number, until: deadline)
        }
        guard let report else { throw closed("read") }
        return report
    }

    package func close() {
        node.close()
    }

    private func send(_ bytes: [UInt8], to number: Int32, until deadline: ContinuousClock.Instant)
        throws(TransportError)
    {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard try isReady(number, for: POLLOUT, until: deadline, "write") else {
                throw TransportError(.deadlineExceeded, operation: "write", subject: name)
            }
            let outcome = try thread.blocking("write", within: deadline - .now) { HIDRawNode.write(number, rest) }
            switch outcome {
            case .value(let count) where count == rest.count || isStream: rest = rest.dropFirst(count)
            case .value(let count):
                let detail = "\(count) of \(rest.count) bytes were taken"
                throw TransportError(.inputOutput, operation: "write", subject: name, detail: detail)
            case .failure(EAGAIN): continue
            case .failure(let code): throw TransportError(errno: code, operation: "write", subject: name)
            }
        }
    }

    private func receive(from number: Int32, until deadline: ContinuousClock.Instant) throws(TransportError) -> [UInt8]?
    {
        while try isReady(number, for: POLLIN, until: deadline, "read") {
            let missing = CTAPHIDMessage.reportLength - partial.withLock(\.count)
            switch HIDRawNode.read(number, atMost: missing) {
            case .value(let bytes) where bytes.isEmpty:
                throw TransportError(.deviceRemoved, operation: "read", subject: name, detail: "the node gives no more")
            case .value(let bytes):
                if let report = try complete(with: bytes) { return report }
            case .failure(EAGAIN): continue
            case .failure(let code): throw TransportError(errno: code, operation: "read", subject: name)
            }
        }
        return nil
    }

    /// A report is a read of its own, except on a stream, where it may come in pieces.
    private func complete(with bytes: [UInt8]) throws(TransportError) -> [UInt8]? {
        guard isStream || bytes.count == CTAPHIDMessage.reportLength else {
            let detail = "a report of \(bytes.count) bytes came"
            throw TransportError(.malformed, operation: "read", subject: name, detail: detail)
        }
        return partial.withLock { partial in
            partial += bytes
            guard partial.count == CTAPHIDMessage.reportLength else { return nil }
            defer { partial = [] }
            return partial
        }
    }

    /// What can still be read is read before a hang-up counts.
    private func isReady(
        _ number: Int32,
        for event: Int32,
        until deadline: ContinuousClock.Instant,
        _ operation: String
    ) throws(TransportError) -> Bool {
        switch HIDRawNode.poll(number, for: event, until: deadline) {
        case .failure(let code): throw TransportError(errno: code, operation: "poll", subject: name)
        case .value(0): return false
        case .value(let events) where events & event != 0: return true
        case .value(let events):
            let detail = events & POLLHUP != 0 ? "the node was hung up" : "poll reports an error (\(events))"
            throw TransportError(.deviceRemoved, operation: operation, subject: name, detail: detail)
        }
    }

    private func closed(_ operation: String) -> TransportError {
        TransportError(.deviceRemoved, operation: operation, subject: name, detail: "closed")
    }

    private static func open(
        _ path: String,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> Int32 {
        var late: Int32?
        let outcome: HIDRawNode.Outcome<Int32>
        do throws(TransportError) {
            outcome = try thread.blocking("open", within: limit) {
                let outcome = HIDRawNode.open(path)
                if case .value(let number) = outcome { late = number }
                return outcome
            }
        } catch {
            if let late { Glibc.close(late) }
            throw error.adding(subject: path)
        }
        switch outcome {
        case .value(let number): return number
        case .failure(let code): throw TransportError(errno: code, operation: "open", subject: path)
        }
    }

    /// Reads the report descriptor and refuses interfaces that no CTAPHID message may be sent to.
    private static func readDescriptor(_ number: Int32, _ path: String) throws(TransportError) -> HIDReportDescriptor? {
        guard let bytes = HIDRawNode.reportDescriptor(number) else { return nil }
        let refusal: String
        do throws(HIDReportDescriptor.ParsingError) {
            let descriptor = try HIDReportDescriptor(parsing: bytes)
            let length = CTAPHIDMessage.reportLength
            switch descriptor.fido {
            case nil: refusal = "this is no FIDO interface"
            case let fido? where fido.isNumbered: refusal = "its reports are numbered"
            case let fido? where fido.inputByteCount != length || fido.outputByteCount != length:
                refusal = "its reports have \(fido.inputByteCount) and \(fido.outputByteCount) bytes instead of 64"
            case .some: return descriptor
            }
        } catch {
            refusal = "its report descriptor is damaged, \(error)"
        }
        throw TransportError(.unsupported, operation: "HIDIOCGRDESC", subject: path, detail: refusal)
    }
}
