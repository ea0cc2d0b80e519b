import Testing

@testable import ThreadExecutor

@Suite("Watchdog", .timeLimit(.minutes(1)))
struct WatchdogTests {
    @Test func callsThousandsAndSparesTheCleared() async throws {
        let count = 5_000
        let expired = Monitor<[Int: Int]>([:])
        var random = SeededGenerator(seed: 7)
        let tickets = (0..<count)
            .map { number in
                Watchdog.shared.set(after: .milliseconds(200 + Int(random.next() % 300))) {
                    expired.withLock { $0[number, default: 0] += 1 }
                }
            }
        // A slow machine may be too late for some; those count as expired.
        let spared = Set(stride(from: 0, to: count, by: 2).filter { Watchdog.shared.clear(tickets[$0]) })
        #expect(!spared.isEmpty)
        let deadline = ContinuousClock.now + .seconds(10)
        while expired.withLock({ $0.count }) < count - spared.count, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        let calls = expired.withLock { $0 }
        #expect(Set(calls.keys) == Set(0..<count).subtracting(spared))
        #expect(calls.values.allSatisfy { $0 == 1 })
        #expect(!Watchdog.shared.clear(tickets[1]))
    }

    @Test func isPunctualAmongThousands() async throws {
        let distant = (0..<5_000).map { _ in Watchdog.shared.set(after: .seconds(600)) {} }
        defer { for ticket in distant { Watchdog.shared.clear(ticket) } }
        let limit = Duration.milliseconds(100)
        let lateness = await best(of: 3) {
            let start = ContinuousClock.now
            let end = await withCheckedContinuation { continuation in
                _ = Watchdog.shared.set(after: limit) { continuation.resume(returning: ContinuousClock.now) }
            }
            return end - start - limit
        }
        #expect(lateness >= .zero)
        #expect(lateness < .milliseconds(50))
    }

    @Test(arguments: [Duration.seconds(-1), .zero, .nanoseconds(1)])
    func limitThatHasPassedExpiresAtOnce(_ limit: Duration) async {
        await withCheckedContinuation { continuation in
            _ = Watchdog.shared.set(after: limit) { continuation.resume() }
        }
    }

    @Test func limitOfCenturiesIsKept() {
        let ticket = Watchdog.shared.set(after: .seconds(Int64.max)) { Issue.record("expired") }
        #expect(Watchdog.shared.clear(ticket))
    }

    /// The clock decides: a watchdog that is late makes no late answer good.
    @Test func lateWatchdogDoesNotExtendALimit() async throws {
        let watchdog = Watchdog()
        let (isBusy, mayGoOn) = (Gate(), Gate())
        _ = watchdog.set(after: .zero) {
            isBusy.open()
            mayGoOn.waitBlocking()
        }
        await isBusy.wait()
        let passed = watchdog.set(after: .milliseconds(20)) {}
        let distant = watchdog.set(after: .seconds(600)) {}
        try await Task.sleep(for: .milliseconds(40))
        #expect(!watchdog.clear(passed))
        #expect(watchdog.clear(distant))
        mayGoOn.open()
    }
}
