import Benchmark
import BenchmarkSubjects
import Glibc

/// BLOBs as large as the service's was, in 2024, and ten times that.
private let usual = 300
private let large = 3000

func registerMetadata() {
    registerVerification("BLOB of 2.8 MB: verify, parse, index", entries: usual, beside: true)
    registerVerification("BLOB of 28 MB: verify, parse, index", entries: large, beside: false)
    registerPrograms()
    registerWarmStart()
    registerAttestation()
}

private func registerVerification(_ name: String, entries: Int, beside: Bool) {
    var rivals = [
        Contest<MetadataSubject>
            .Rival(name: "BLOBVerifier") { subject, count in
                var laps: [UInt64] = []
                for _ in 0..<count {
                    let start = Stopwatch.now()
                    guard try await subject.verify() == entries else { throw Failure("not every entry was read") }
                    laps.append(Stopwatch.now() - start)
                }
                return laps
            }
    ]
    // `Tests/Benchmarks/run` installs it where it can be had, and says where it cannot.
    if beside, let python = getenv("TOUCHSTONE_PYTHON_FIDO2").map({ String(cString: $0) }) {
        rivals.append(
            Contest.Rival(name: "python-fido2") { subject, count in
                let script = scriptPath("python_fido2.py")
                let command = Command([python, script, subject.blobPath, subject.rootPath, "\(count)"])
                return try command.output().split(separator: "\n").compactMap { UInt64($0) }
            }
        )
    }
    let contest = Contest(name: name, unit: .microseconds, stint: 3, rounds: beside ? 10 : 5, rivals: rivals)
    contest.register { try await MetadataSubject(entries: entries, folder: try scratchFolder()) }
}

/// The whole program, in time and in the most memory that it had.
private func registerPrograms() {
    for (name, entries) in [("2.8 MB", usual), ("28 MB", large)] {
        let memory = BenchmarkMetric.custom("touchstone, peak (KiB)", useScalingFactor: false)
        let configuration = Benchmark.Configuration(
            metrics: [memory],
            units: [memory: .count],
            warmupIterations: 1,
            maxDuration: .seconds(30),
            maxIterations: 5
        )
        var subject: MetadataSubject?
        Benchmark(
            "metadata show of a BLOB of \(name)",
            configuration: configuration,
            closure: { benchmark async throws -> Void in
                if subject == nil { subject = try await MetadataSubject(entries: entries, folder: try scratchFolder()) }
                guard let subject else { return }
                let show = [
                    try touchstone(), "metadata", "show", subject.lastModel, "--metadata", subject.blobPath, "--anchor",
                    subject.rootPath,
                ]
                benchmark.measurement(memory, try Command(show).peakKiB())
            }
        )
    }
}

private func registerWarmStart() {
    let contest = Contest<MetadataSubject>(
        name: "Warm start from the verified cache, 2.8 MB",
        unit: .microseconds,
        stint: 20,
        rounds: 20,
        rivals: [
            Contest.Rival(name: "StoredMetadata, one model") { subject, count in
                try Stopwatch.laps(count) {
                    guard try subject.warmStart() > 0 else { throw Failure("the model was not found") }
                }
            },
            Contest.Rival(name: "without the index") { subject, count in
                try Stopwatch.laps(count) {
                    guard try subject.startWithoutIndex() > 0 else { throw Failure("the model was not found") }
                }
            },
        ]
    )
    contest.register { try await MetadataSubject(entries: usual, folder: try scratchFolder()) }
}

private func registerAttestation() {
    let contest = Contest<AttestationSubject>(
        name: "Packed attestation with its path",
        unit: .microseconds,
        stint: 200,
        rounds: 20,
        rivals: [
            Contest.Rival(name: "AttestationVerifier") { subject, count in
                var laps: [UInt64] = []
                for _ in 0..<count {
                    let start = Stopwatch.now()
                    guard await subject.verify() else { throw Failure("the key is not attested") }
                    laps.append(Stopwatch.now() - start)
                }
                return laps
            }
        ]
    )
    contest.register { try AttestationSubject() }
}
