import Synchronization

/// The device of a run, which is another value once it was plugged in again.
final class HeldDevice<Device: CheckedDevice>: Sendable {
    private let device: Mutex<Device>
    /// What it was when the run began.
    let original: DeviceFingerprint

    init(_ device: Device) {
        original = device.fingerprint
        self.device = Mutex(device)
    }

    var current: Device { device.withLock(\.self) }

    /// Takes the device that has come back.
    ///
    /// - Returns: Why it is not the one that went; `nil` where nothing speaks against it.
    func take(_ device: Device) -> String? {
        if let difference = original.contradiction(to: device.fingerprint) { return difference }
        self.device.withLock { $0 = device }
        return nil
    }
}
