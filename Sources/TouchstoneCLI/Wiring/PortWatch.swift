import BenchInventory
import DeviceTransport
import UdevInventory

/// The kernel's word on one port: that what stood there has gone, and that something stands there again.
///
/// It listens before anybody is asked to pull the device. Looking every now and then would miss whoever is quick.
struct PortWatch: Sendable {
    private let events: AsyncThrowingStream<InventoryEvent, any Error>
    private let port: String
    private let isKey: Bool
    /// What stands at the port, by the face that counts.
    private let standing: Set<AttachedDevice.ID>

    /// Begins to listen; from here on nothing is missed.
    ///
    /// - Throws: `TransportError` when the kernel gives no events, or the device has no port.
    init(of device: BenchDevice) async throws {
        guard let port = device.portPath else {
            throw TransportError(
                .unsupported,
                operation: "replug",
                subject: device.name,
                detail: "it has no port at which it could be found again"
            )
        }
        self.port = port
        isKey = device.node != nil
        events = KernelInventory().events()
        var standing: Set<AttachedDevice.ID> = []
        for try await event in events {
            if event == .settled { break }
            if case .attached(let face) = event, Self.counts(face, at: port, isKey: isKey) { standing.insert(face.id) }
        }
        self.standing = standing
    }

    /// Waits until the device has gone and something is there again; `false` when the time is over before.
    ///
    /// - Throws: `TransportError` when the events end.
    func replug(by deadline: ContinuousClock.Instant) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask { try await goneAndBack() }
            group.addTask {
                try await Task.sleep(until: deadline, clock: .continuous)
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
    }

    private func goneAndBack() async throws -> Bool {
        // What went before somebody asked for it has gone all the same.
        var standing = standing
        var hasGone = standing.isEmpty
        for try await event in events {
            switch event {
            case .detached(let id) where standing.remove(id) != nil: hasGone = hasGone || standing.isEmpty
            case .attached(let face) where Self.counts(face, at: port, isKey: isKey):
                if hasGone { return true }
                standing.insert(face.id)
            default: break
            }
        }
        try Task.checkCancellation()
        throw TransportError(.inputOutput, operation: "udev_monitor", detail: "the kernel's events have ended")
    }

    /// Whether this is the face by which the device is known to be there.
    static func counts(_ face: AttachedDevice, at port: String, isKey: Bool) -> Bool {
        guard face.usb?.portPath == port else { return false }
        guard isKey else { return true }
        if case .hidraw = face.face { return true }
        return false
    }
}
