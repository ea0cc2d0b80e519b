import Checks
import Synchronization

/// Says on the terminal which check runs on which device.
final class CheckProgress: RunListener {
    private let console: Console
    private let labels: [String]
    /// For each device, how many checks have begun, of how many.
    private let counts: Mutex<[(begun: Int, all: Int)]>

    init(console: Console, labels: [String]) {
        self.console = console
        self.labels = labels
        counts = Mutex(labels.map { _ in (0, 0) })
    }

    func runBegins(_ count: Int, on device: Int) {
        counts.withLock { $0[device].all = count }
    }

    func checkBegins(_ id: CheckID, on device: Int) {
        let (number, all) = counts.withLock { counts in
            counts[device].begun += 1
            return counts[device]
        }
        console.progress("\(labels[device]): \(id) (\(number) of \(all))")
    }

    func checkEnded(_ result: CheckResult) {
        guard result.outcome.isFailure else { return }
        console.progress("\(labels[result.device]): \(result.id) failed")
    }
}
