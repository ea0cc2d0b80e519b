/// Says how far a long list has come, at most once a second.
struct ProgressCount {
    private let total: Int
    private let console: Console
    private var done = 0
    private var last = ContinuousClock.now

    init(of total: Int, _ console: Console) {
        self.total = total
        self.console = console
    }

    mutating func advance() {
        done += 1
        let now = ContinuousClock.now
        guard now - last >= .seconds(1) || done == total else { return }
        last = now
        console.progress("\(done) of \(total)")
    }
}
