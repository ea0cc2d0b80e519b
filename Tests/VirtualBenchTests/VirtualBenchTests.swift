import BenchTesting
import Testing

@Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
struct VirtualBenchTests {
    @Test func foreignToolsSeeReaderCardAndKey() async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader(USBTraits(serial: "R-1", port: "1-2.3"))
        #expect(reader.isSeen)
        try await bench.insertCard(into: reader)
        let run = try await bench.run("opensc-tool", ["-a"])
        #expect(run.output == "3b:9b:18:81:31:fe:45:80:73:00:21:c0:55:54:53:50:49:56:87\n", "\(run)")
    }
}
