import Benchmark

/// Rivals that are measured in turn, so that whatever else the machine does slows all of them alike.
struct Contest<Ground> {
    /// One way to do the thing, and how long each of a number of goes took, in nanoseconds.
    struct Rival {
        let name: String
        let laps: @Sendable (Ground, Int) async throws -> [UInt64]
    }

    /// What one row of the table counts in.
    enum Unit: Int {
        case nanoseconds = 1
        case microseconds = 1_000

        var symbol: String { self == .nanoseconds ? "ns" : "µs" }
    }

    let name: String
    let unit: Unit
    /// How often each rival goes before the next one does.
    let stint: Int
    let rounds: Int
    let rivals: [Rival]

    /// Registers a benchmark with a row for each rival.
    ///
    /// Its first round is not counted, and makes the ground that the rivals stand on.
    func register(on makeGround: @escaping @Sendable () async throws -> Ground) {
        let metrics = rivals.enumerated()
            .map { index, rival in
                BenchmarkMetric.custom("\(index + 1). \(rival.name) (\(unit.symbol))", useScalingFactor: false)
            }
        let configuration = Benchmark.Configuration(
            metrics: metrics,
            units: Dictionary(uniqueKeysWithValues: metrics.map { ($0, .count) }),
            warmupIterations: 1,
            maxDuration: .seconds(60),
            maxIterations: rounds
        )
        var ground: Ground?
        Benchmark(
            name,
            configuration: configuration,
            closure: { benchmark async throws -> Void in
                if ground == nil { ground = try await makeGround() }
                guard let ground else { return }
                for offset in rivals.indices {
                    // Who goes first has the cold caches, so everybody does at times.
                    let index = (offset + benchmark.currentIteration) % rivals.count
                    for lap in try await rivals[index].laps(ground, stint) {
                        benchmark.measurement(metrics[index], Int(lap) / unit.rawValue)
                    }
                }
            }
        )
    }
}
