package import DeviceTransport
import Glibc
import ThreadExecutor

/// Keys and smartcard interfaces as the kernel and udev know them.
///
/// A module and its main type may not share a name, or the type would hide the module.
package struct KernelInventory: DeviceInventory {
    package init() {}

    /// What is attached now: FIDO nodes and smartcard interfaces, in the order of their ports.
    ///
    /// - Throws: `inputOutput` when libudev cannot list devices.
    package static func snapshot() throws(TransportError) -> [AttachedDevice] {
        try kernelDevices().compactMap(\.attachedDevice)
    }

    /// Every hidraw node and smartcard interface, whether the bench can use it or not.
    ///
    /// - Throws: `inputOutput` when libudev cannot list devices.
    package static func kernelDevices() throws(TransportError) -> [KernelDevice] {
        guard let context = UdevContext() else { throw failure("udev_new") }
        return try kernelDevices(context)
    }

    /// Whether udevd runs; without it nothing is announced and no rule has set permissions.
    package static var isDaemonRunning: Bool {
        unsafe access("/run/udev/control", F_OK) == 0
    }

    package func events() -> AsyncThrowingStream<InventoryEvent, any Error> {
        AsyncThrowingStream { continuation in
            do {
                let interrupter = try Interrupter()
                let executor = try DedicatedThreadExecutor(name: "udev")
                continuation.onTermination = { _ in interrupter.interrupt() }
                // The thread waits in poll as long as the stream lives, which no task of the pool may.
                Task(executorPreference: executor) {
                    do {
                        var watch = try InventoryWatch(interrupter)
                        try watch.run { continuation.yield($0) }
                        continuation.finish()
                    } catch {
                        continuation.finish(throwing: error)
                    }
                }
            } catch {
                continuation.finish(throwing: error)
            }
        }
    }

    static func kernelDevices(_ context: borrowing UdevContext) throws(TransportError) -> [KernelDevice] {
        var devices: [KernelDevice] = []
        for subsystem in ["hidraw", "usb"] {
            guard let paths = context.paths(ofSubsystem: subsystem) else {
                throw failure("udev_enumerate_scan_devices")
            }
            for path in paths {
                // Gone since it was listed: then it was never there.
                guard let device = context.device(at: path), let found = KernelDevice(device) else { continue }
                devices.append(found)
            }
        }
        return devices.sorted { left, right in
            PortOrder.precedes(left.usb?.portPath, right.usb?.portPath)
                ?? (left.id.rawValue < right.id.rawValue)
        }
    }

    static func failure(_ operation: String) -> TransportError {
        let number = errno
        return TransportError(
            number == EACCES || number == EPERM ? .permissionDenied : .inputOutput,
            operation: operation,
            original: TransportError.Original(source: "errno", number: Int(number), name: nil)
        )
    }
}
