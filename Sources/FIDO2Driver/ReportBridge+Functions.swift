import CFIDO2

/// The four functions through which libfido2 reaches a bridge.
///
/// `open` is handed a path and nothing else, so the path says where the bridge is.
extension ReportBridge {
    static func makeFunctions() -> fido_dev_io_t {
        unsafe fido_dev_io_t(
            open: { path in
                guard
                    let path = unsafe path,
                    let address = UInt(unsafe String(cString: path).dropFirst(pathPrefix.count), radix: 16),
                    let pointer = unsafe UnsafeRawPointer(bitPattern: address)
                else { return nil }
                // Balanced in `close`, which libfido2 calls on every way out.
                return unsafe Unmanaged<ReportBridge>.fromOpaque(pointer).retain().toOpaque()
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

    /// Lends a path that leads to this bridge, good for the length of the call.
    func withPath<Value>(_ body: (String) -> Value) -> Value {
        withExtendedLifetime(self) {
            let address = unsafe UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque())
            return body(pathPrefix + String(address, radix: 16))
        }
    }
}

private let pathPrefix = "touchstone:"
