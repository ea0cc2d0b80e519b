package import DeviceTransport
package import SafetyGuard

/// Whoever hears how a run goes on, while it does.
package protocol RunListener: Sendable {
    /// So many checks are made for a device.
    func runBegins(_ count: Int, on device: Int) async

    func checkBegins(_ id: CheckID, on device: Int) async

    /// - Throws: What ends the run, such as a disk that is full.
    func checkEnded(_ result: CheckResult) async throws

    /// Hears of what is about to be written on a key or was taken back, on the device's thread.
    ///
    /// - Throws: What keeps it from being written, such as a disk that is full.
    func keyChanges(_ trace: KeyTrace, on device: Int) throws(TransportError)
}

extension RunListener {
    package func runBegins(_ count: Int, on device: Int) {}

    package func keyChanges(_ trace: KeyTrace, on device: Int) throws(TransportError) {}
}
