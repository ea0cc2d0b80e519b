/// Whoever hears how a run goes on, while it does.
package protocol RunListener: Sendable {
    /// So many checks are made for a device.
    func runBegins(_ count: Int, on device: Int) async

    func checkBegins(_ id: CheckID, on device: Int) async

    /// - Throws: What ends the run, such as a disk that is full.
    func checkEnded(_ result: CheckResult) async throws
}

extension RunListener {
    package func runBegins(_ count: Int, on device: Int) {}
}
