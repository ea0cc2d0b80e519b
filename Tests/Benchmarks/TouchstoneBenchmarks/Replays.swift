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
    Benchmark("Replay of a card", configuration: configuration) { benchmark in
        let subject = ReplaySubject.card(exchanges: benchmark.scaledIterations.count)
        benchmark.startMeasurement()
        try subject.playCard()
        benchmark.stopMeasurement()
    }
}
