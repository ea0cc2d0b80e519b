import Checks

/// Says on the terminal which check runs on which device.
struct CheckProgress: RunListener {
    let console: Console
    let names: [String]

    func checkBegins(_ id: CheckID, on device: Int) {
        console.progress("\(device + 1) \(names[device]): \(id)")
    }

    func checkEnded(_ result: CheckResult) {
        guard result.outcome.isFailure else { return }
        console.progress("\(result.device + 1) \(names[result.device]): \(result.id) failed")
    }
}

/// Says which key waits for a touch.
struct TouchNotice: TouchAttendant {
    let console: Console
    let device: String

    func touchIsNeeded() { console.note("touch \(device)") }

    func touchIsOver() {}
}
