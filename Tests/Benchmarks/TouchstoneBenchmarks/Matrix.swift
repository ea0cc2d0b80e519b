import Benchmark
import BenchmarkSubjects
import Foundation

/// A build of this repository, found from where this file was compiled.
private func manifest() throws -> [UInt8] {
    let root = (#filePath as NSString).deletingLastPathComponent + "/../../.."
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: root + "/fixtures/builds/ward-kiosk.yaml")))
}

func registerMatrix() {
    register("100,000 matrix cells", iterations: 20) { subject in blackHole(subject.assess(cells: 100_000)) }
    register("Reading a build manifest", iterations: 200) { subject in blackHole(try subject.readManifest()) }
    register("Reading the edition", iterations: 50) { subject in blackHole(try subject.readEdition()) }
}

private func register(
    _ name: String,
    iterations: Int,
    _ body: @escaping @Sendable (MatrixSubject) throws -> Void
) {
    let configuration = Benchmark.Configuration(
        metrics: [.wallClock],
        timeUnits: .microseconds,
        warmupIterations: 2,
        maxDuration: .seconds(10),
        maxIterations: iterations
    )
    var subject: MatrixSubject?
    Benchmark(name, configuration: configuration) { benchmark in
        if subject == nil { subject = try MatrixSubject(manifest: manifest()) }
        guard let subject else { return }
        benchmark.startMeasurement()
        try body(subject)
        benchmark.stopMeasurement()
    }
}
