import DeviceTransport
import Glibc

/// Tells what is there and what changes, on the thread that runs it, until interrupted.
struct InventoryWatch: ~Copyable {
    private let context: UdevContext
    private let monitor: UdevMonitor
    private let interrupter: Interrupter
    private var present: [AttachedDevice.ID: AttachedDevice] = [:]

    init(_ interrupter: Interrupter) throws(TransportError) {
        guard let context = UdevContext() else { throw KernelInventory.failure("udev_new") }
        // Listening before looking: what comes in between is told twice, and once forgotten.
        guard let monitor = UdevMonitor.listening(context, for: ["hidraw", "usb"]) else {
            throw KernelInventory.failure("udev_monitor_enable_receiving")
        }
        self.context = context
        self.monitor = monitor
        self.interrupter = interrupter
    }

    mutating func run(_ tell: (InventoryEvent) -> Void) throws(TransportError) {
        try synchronize(tell)
        tell(.settled)
        while try awaitEvent() {
            // All that is there, so that a burst costs one wait.
            while true {
                errno = 0
                guard let device = monitor.receive() else { break }
                take(device, tell)
            }
            // The kernel dropped events that nobody fetched in time: look again instead of guessing.
            if errno == ENOBUFS { try synchronize(tell) }
        }
    }

    /// Waits for an event; `false` when interrupted.
    private borrowing func awaitEvent() throws(TransportError) -> Bool {
        var entries = [
            pollfd(fd: monitor.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: interrupter.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while unsafe poll(&entries, nfds_t(entries.count), -1) < 0 {
            guard errno == EINTR else { throw KernelInventory.failure("poll") }
        }
        return entries[1].revents == 0
    }

    private mutating func take(_ device: borrowing UdevDevice, _ tell: (InventoryEvent) -> Void) {
        guard let path = device.path else { return }
        if device.action == "remove" {
            // Children are announced before their parents, but not by every bus and not after lost events.
            let gone = present.keys.filter { $0.rawValue == path || $0.rawValue.hasPrefix(path + "/") }
            for id in gone.sorted(by: { $0.rawValue < $1.rawValue }) {
                present[id] = nil
                tell(.detached(id))
            }
        } else if let found = KernelDevice(device)?.attachedDevice {
            add(found, tell)
        }
    }

    private mutating func add(_ device: AttachedDevice, _ tell: (InventoryEvent) -> Void) {
        guard present[device.id] == nil else { return }
        present[device.id] = device
        tell(.attached(device))
    }

    /// Compares what is known with what is there, and tells the difference.
    private mutating func synchronize(_ tell: (InventoryEvent) -> Void) throws(TransportError) {
        let current = try KernelInventory.kernelDevices(context).compactMap(\.attachedDevice)
        let ids = Set(current.map(\.id))
        for id in present.keys.filter({ !ids.contains($0) }).sorted(by: { $0.rawValue < $1.rawValue }) {
            present[id] = nil
            tell(.detached(id))
        }
        for device in current { add(device, tell) }
    }
}
