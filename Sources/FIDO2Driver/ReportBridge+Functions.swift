import CFIDO2
import Synchronization

/// The four functions through which libfido2 reaches a bridge.
///
/// `open` is handed a path and nothing else, so the bridge waits under its path until it is fetched.
extension ReportBridge {
    private static let waiting = Mutex<(last: UInt64, bridges: [String: ReportBridge])>((0, [:]))

    static func makeFunctions() -> fido_dev_io_t {
        unsafe fido_dev_io_t(
            open: { path in
                guard let path = unsafe path, let bridge = ReportBridge.fetch(unsafe String(cString: path)) else {
                    return nil
                }
                return unsafe Unmanaged.passRetained(bridge).toOpaque()
            },
            close: { handle in
                guard let handle = unsafe handle else { return }
                unsafe Unmanaged<ReportBridge>.fromOpaque(handle).release()
            },
            read: { handle, buffer, count, _ in
                guard let handle = unsafe handle, let buffer = unsafe buffer else { return -1 }
                let bridge = unsafe Unmanaged<ReportBridge>.fromOpaque(handle).takeUnretainedValue()
                guard let report = bridge.read(), report.count <= count else { return -1 }
                for (index, byte) in report.enumerated() { unsafe buffer[index] = byte }
                return Int32(report.count)
            },
            write: { handle, buffer, count in
                guard let handle = unsafe handle, let buffer = unsafe buffer, count > 0 else { return -1 }
                let bridge = unsafe Unmanaged<ReportBridge>.fromOpaque(handle).takeUnretainedValue()
                // The first byte is the report number, which the channel puts in front itself.
                let report = unsafe Array(UnsafeBufferPointer(start: buffer + 1, count: count - 1))
                return bridge.write(report) ? Int32(count) : -1
            }
        )
    }

    /// Makes the bridge reachable by a path for the length of the call.
    static func offering<Value>(_ bridge: ReportBridge, _ body: (String) -> Value) -> Value {
        let path = waiting.withLock { waiting in
            waiting.last += 1
            let path = "touchstone:\(waiting.last)"
            waiting.bridges[path] = bridge
            return path
        }
        defer { waiting.withLock { $0.bridges[path] = nil } }
        return body(path)
    }

    private static func fetch(_ path: String) -> ReportBridge? {
        waiting.withLock { $0.bridges[path] }
    }
}
