import Benchmark
import BenchmarkSubjects
import Glibc

func registerArchive() {
    registerTrend()
    registerReassessment()
}

/// A million cells of ten thousand certifications: the question alone, and the whole command.
private func registerTrend() {
    struct Lab: Sendable {
        let history: HistorySubject
        let dataHome: String
    }
    let contest = Contest<Lab>(
        name: "Trend of 30 days over a million results",
        unit: .microseconds,
        stint: 5,
        rounds: 10,
        rivals: [
            Contest.Rival(name: "CertificationLedger") { lab, count in
                try Stopwatch.laps(count) {
                    guard try lab.history.ask().cells > 80_000 else { throw Failure("cells are missing") }
                }
            },
            Contest.Rival(name: "touchstone history --trend") { lab, count in
                let arguments = ["history", "--trend", "--since", HistorySubject.since, "--format", "csv"]
                return try Command([try touchstone()] + arguments, on: ["XDG_DATA_HOME": lab.dataHome]).laps(count)
            },
            Contest.Rival(name: "touchstone --version") { _, count in
                try Command([try touchstone(), "--version"]).laps(count)
            },
        ]
    )
    contest.register {
        let home = try scratchFolder()
        let folder = "\(home)/touchstone"
        guard mkdir(folder, 0o700) == 0 else { throw Failure("\(folder): \(String(cString: strerror(errno)))") }
        let history = try HistorySubject(certifications: 10_000, path: "\(folder)/ledger.sqlite")
        return Lab(history: history, dataHome: home)
    }
}

/// A thousand bundles, half of them of cards and half of a key, judged again on another day.
private func registerReassessment() {
    let time = BenchmarkMetric.custom("in all (ms)", useScalingFactor: false)
    let memory = BenchmarkMetric.custom("peak (KiB)", useScalingFactor: false)
    for bundles in [100, 1000] {
        let configuration = Benchmark.Configuration(
            metrics: [time, memory],
            units: [time: .count, memory: .count],
            warmupIterations: 0,
            maxDuration: .seconds(120),
            maxIterations: 3
        )
        var folder: String?
        Benchmark("Reassessment of \(bundles) bundles", configuration: configuration) { benchmark in
            if folder == nil { folder = try archive(of: bundles) }
            guard let folder else { return }
            let command = Command([try touchstone(), "reassess", folder, "--as-of", "2026-12-01", "--quiet"])
            let cost = try command.cost()
            benchmark.measurement(time, Int(cost.nanoseconds / 1_000_000))
            benchmark.measurement(memory, cost.peakKiB)
        }
    }
}

/// Certifies the two samples from their recordings, and copies each bundle.
private func archive(of bundles: Int) throws -> String {
    let folder = try scratchFolder()
    let fixtures = scriptPath("../../fixtures")
    let metadata = ["--metadata", "\(fixtures)/metadata/blob.jwt", "--anchor", "\(fixtures)/metadata/root.der"]
    let samples: [(build: String, recordings: String, options: [String])] = [
        ("ward-kiosk", "ward", []), ("clinic-kiosk", "keys/level2", metadata),
    ]
    for sample in samples {
        let first = "\(folder)/\(sample.build)-0.tar"
        let certify = [
            try touchstone(), "certify", "\(fixtures)/builds/\(sample.build).yaml", "--replay",
            "\(fixtures)/recordings/\(sample.recordings)", "--output", first,
        ]
        _ = try Command(certify + sample.options).laps(1)
        for number in 1..<bundles / samples.count {
            guard link(first, "\(folder)/\(sample.build)-\(number).tar") == 0 else {
                throw Failure("\(first): \(String(cString: strerror(errno)))")
            }
        }
    }
    return folder
}
