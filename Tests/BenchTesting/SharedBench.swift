import Glibc

/// The one bench that this process can reach through pcsc-lite itself.
///
/// libpcsclite reads the path of the daemon's socket once and keeps it, so all tests of a process share a daemon. They take
/// turns, and each finds an empty bench.
///
/// `/sys` and `/dev` of this process stay those of the machine. What needs the bench's in process, such as libudev or an
/// open hidraw node, goes into an exit test inside ``use(_:)``: its process is started anew, in the bench's environment.
///
/// ```swift
/// try await SharedBench.use { bench in
///     let key = try await bench.plugKey()
///     await #expect(processExitsWith: .success) { [node = key.node as String] in
///         #expect(access(node, R_OK) == 0)
///     }
/// }
/// ```
package actor SharedBench {
    private static let shared = SharedBench()

    private var bench: VirtualBenchProcess?
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Runs `body` while nobody else uses the bench, then unplugs everything.
    package static func use<Value: Sendable>(
        _ body: @Sendable (VirtualBenchProcess) async throws -> Value
    ) async throws -> Value {
        let bench = try await shared.take()
        do {
            let value = try await body(bench)
            try await bench.reset()
            await shared.giveBack()
            return value
        } catch {
            try? await bench.reset()
            await shared.giveBack()
            throw error
        }
    }

    private func take() async throws -> VirtualBenchProcess {
        if isTaken {
            await withCheckedContinuation { waiting.append($0) }
        }
        isTaken = true
        do {
            return try await startedBench()
        } catch {
            giveBack()
            throw error
        }
    }

    private func startedBench() async throws -> VirtualBenchProcess {
        if let bench { return bench }
        let bench = try await VirtualBenchProcess.start()
        for (name, value) in bench.environment { setenv(name, value, 1) }
        self.bench = bench
        return bench
    }

    /// Hands the turn to the next in line, without a moment in which somebody else could take it.
    private func giveBack() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        isTaken = false
    }
}
