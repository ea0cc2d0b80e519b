import Benchmark
import BenchmarkSubjects
import Glibc

func registerChecks() {
    registerOverhead()
    registerReplayedRun()
}

/// What the runner costs beside the check itself; OpenHTF's phases do nothing as well.
private func registerOverhead() {
    let count = 1_000
    let ours = BenchmarkMetric.custom("1. touchstone, a check (ns)", useScalingFactor: false)
    let theirs = BenchmarkMetric.custom("2. OpenHTF, a phase (ns)", useScalingFactor: false)
    let rival = getenv("TOUCHSTONE_OPENHTF").map { String(cString: $0) }
    let metrics = [ours] + (rival == nil ? [] : [theirs])
    let configuration = Benchmark.Configuration(
        metrics: metrics,
        units: Dictionary(uniqueKeysWithValues: metrics.map { ($0, .count) }),
        warmupIterations: 1,
        maxDuration: .seconds(60),
        maxIterations: 10
    )
    let subject = CheckRunSubject(checks: count)
    Benchmark("A check that asks nothing", configuration: configuration) { benchmark in
        let start = Stopwatch.now()
        guard try await subject.run() == count else { throw Failure("not every check passed") }
        benchmark.measurement(ours, Int(Stopwatch.now() - start) / count)
        guard let rival else { return }
        let output = try Command([rival, "Tests/Benchmarks/openhtf_phases.py", "\(count)"]).output()
        guard let nanoseconds = Int(output.split(separator: "\n").last ?? "") else {
            throw Failure("OpenHTF: \(output)")
        }
        benchmark.measurement(theirs, nanoseconds)
    }
}

/// Checks that need a touch are not run without one being allowed, and a run with such ends as inconclusive.
private let unfinished: Int32 = 2

/// The program from its start to its end, with the recordings of a key and of a card in the place of devices.
private func registerReplayedRun() {
    let contest = Contest<String>(
        name: "A hundred checks replayed, end to end",
        unit: .microseconds,
        stint: 1,
        rounds: 20,
        rivals: [
            Contest.Rival(name: "touchstone check --replay") { folder, count in
                try Command([try touchstone(), "check", "--replay", folder], exitCode: unfinished).laps(count)
            }
        ]
    )
    contest.register {
        let bench = try await BenchSubject.start(readers: 1, keys: [[]])
        let folder = try scratchFolder() + "/checks"
        _ = try Command([try touchstone(), "check", "--record", folder], on: bench.environment, exitCode: unfinished)
            .laps(1)
        let replay = [try touchstone(), "check", "--replay", folder, "--format", "json"]
        let outcomes = try Command(replay, exitCode: unfinished).output().split(separator: #""outcome""#).count - 1
        guard outcomes >= 100 else { throw Failure("\(outcomes) checks were replayed, and not a hundred") }
        return folder
    }
}
