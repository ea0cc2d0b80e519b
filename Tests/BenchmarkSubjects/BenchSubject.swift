import BenchTesting
import Glibc

/// A virtual bench, which ends with the last reference to it.
public struct BenchSubject: Sendable {
    private let bench: VirtualBenchProcess

    /// What leads a program to the bench.
    public var environment: [String: String] { bench.environment }

    /// Starts a bench with a card in each of its readers, and with keys, each of which has its own faults.
    ///
    /// - Throws: When the bench cannot run here, with its own words.
    public static func start(readers: Int, keys: [[String]]) async throws -> BenchSubject {
        let bench = try await VirtualBenchProcess.start()
        for _ in 0..<readers { try await bench.insertCard(into: bench.plugReader()) }
        for (index, faults) in keys.enumerated() {
            _ = try await bench.plugKey(faults: faults, USBTraits(serial: "benchmark-\(index + 1)"))
        }
        return BenchSubject(bench: bench)
    }

    /// Leads libpcsclite in this process to the bench, which has to happen before its first call.
    public func enter() {
        for (name, value) in environment where name == "PCSCLITE_CSOCK_NAME" { setenv(name, value, 1) }
    }
}
