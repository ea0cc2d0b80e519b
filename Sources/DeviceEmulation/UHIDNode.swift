import CTAPMessages
package import DeviceTransport
import Glibc
import WireRecording

/// A security key made of a recording, as a device of this machine's kernel.
package final class UHIDNode: Sendable {
    private let descriptor: Int32
    /// A pipe that ends the wait for the kernel.
    private let stopper: (reading: Int32, writing: Int32)
    private let path: String

    /// Opens the kernel's door for HID devices made of software.
    ///
    /// - Throws: `unsupported` when this kernel has none, `permissionDenied` when it is not for everybody.
    package init(path: String = "/dev/uhid") throws(TransportError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error(path, "open") }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            let error = Self.error(path, "pipe")
            close(descriptor)
            throw error
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        stopper = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(stopper.reading)
        close(stopper.writing)
    }

    /// Plugs the key in and plays it until the node is stopped.
    ///
    /// - Throws: `inputOutput` when the kernel does not take it.
    package func serve(_ key: RecordedKey) throws(TransportError) {
        let device = key.device
        try send(
            .create(
                UHIDDevice(
                    name: device.name,
                    vendor: device.vendorID ?? 0,
                    product: device.productID ?? 0,
                    version: device.bcdDevice ?? 0,
                    reportDescriptor: HIDReportDescriptor.securityKey
                )
            )
        )
        while try waitForKernel() {
            for event in answers(to: try receive(), of: key) { try send(event) }
        }
        try send(.destroy)
    }

    /// Pulls the key out, upon which ``serve(_:)`` returns, and may be called from any thread.
    package func stop() {
        var byte: UInt8 = 0
        _ = write(stopper.writing, &byte, 1)
    }

    private func answers(to request: UHIDRequest?, of key: RecordedKey) -> [UHIDEvent] {
        switch request {
        // The number of the report comes first, zero for an interface that has none.
        case .output(let bytes): key.receive(Array(bytes.dropFirst(bytes.count == 65 ? 1 : 0))).map(UHIDEvent.input)
        case .getReport(let request): [.noReport(request: request)]
        case .setReport(let request): [.notSet(request: request)]
        case .notice, nil: []
        }
    }

    /// `false` when the node has been stopped.
    private func waitForKernel() throws(TransportError) -> Bool {
        var waits = [
            pollfd(fd: stopper.reading, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&waits, 2, -1) < 0 {
            guard errno == EINTR else { throw Self.error(path, "poll") }
        }
        return waits[0].revents == 0
    }

    private func receive() throws(TransportError) -> UHIDRequest? {
        var bytes = [UInt8](repeating: 0, count: UHIDRequest.capacity)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw Self.error(path, "read") }
        return UHIDRequest(Array(bytes.prefix(count)))
    }

    private func send(_ event: UHIDEvent) throws(TransportError) {
        let bytes = event.encoded
        guard write(descriptor, bytes, bytes.count) == bytes.count else { throw Self.error(path, "write") }
    }

    private static func error(_ path: String, _ operation: String) -> TransportError {
        let code: TransportError.Code =
            switch (operation, errno) {
            case ("open", EACCES), ("open", EPERM): .permissionDenied
            case ("open", _): .unsupported
            default: .inputOutput
            }
        return TransportError(
            code,
            operation: operation,
            subject: path,
            original: .init(source: "errno", number: Int(errno), name: nil)
        )
    }
}
