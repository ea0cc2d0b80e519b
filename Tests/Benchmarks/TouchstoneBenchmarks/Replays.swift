import Benchmark
import BenchmarkSubjects

/// Each iteration plays a thousand exchanges; the rows count exchanges.
func registerReplays() {
    let configuration = Benchmark.Configuration(
        metrics: [.throughput, .wallClock],
        warmupIterations: 3,
        scalingFactor: .kilo,
        maxDuration: .seconds(3),
        maxIterations: 500
    )
    Benchmark("Replay of a key", configuration: configuration) { benchmark in
        let subject = try ReplaySubject.key(exchanges: benchmark.scaledIterations.count)
        benchmark.startMeasurement()
        try subject.playKey()
        benchmark.stopMeasurement()
    }
    registerLongReplay()
    Benchmark("Replay of a card", configuration: configuration) { benchmark in
        let subject = ReplaySubject.card(exchanges: benchmark.scaledIterations.count)
        benchmark.startMeasurement()
        try subject.playCard()
        benchmark.stopMeasurement()
    }
}

/// A million exchanges from a file: how long they take, and by how much the process grows meanwhile.
private func registerLongReplay() {
    let exchanges = 1_000_000
    let growth = BenchmarkMetric.custom("grown (KiB)", useScalingFactor: false)
    let time = BenchmarkMetric.custom("in all (ms)", useScalingFactor: false)
    let configuration = Benchmark.Configuration(
        metrics: [growth, time],
        units: [growth: .count, time: .count],
        warmupIterations: 0,
        maxDuration: .seconds(120),
        maxIterations: 3
    )
    var subject: LongReplaySubject?
    Benchmark("Replay of a card, a million exchanges from a file", configuration: configuration) { benchmark in
        if subject == nil {
            subject = try LongReplaySubject(exchanges: exchanges, path: scratchFolder() + "/long.jsonl")
        }
        guard let subject else { return }
        let start = Stopwatch.now()
        benchmark.measurement(growth, try subject.play())
        benchmark.measurement(time, Int((Stopwatch.now() - start) / 1_000_000))
    }
}
