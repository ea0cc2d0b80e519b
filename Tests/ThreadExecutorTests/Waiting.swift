import Foundation
import Synchronization

/// The least of several measurements: what the code costs, without what the machine happened to do meanwhile.
func best(of count: Int, _ measure: () async throws -> Duration) async rethrows -> Duration {
    var least = try await measure()
    for _ in 1..<count { least = min(least, try await measure()) }
    return least
}

/// Blocks the thread, as a C call would.
func block(for duration: Duration) {
    Thread.sleep(forTimeInterval: duration / .seconds(1))
}

/// Set once, from any thread.
final class Flag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .sequentiallyConsistent) }
    func set() { value.store(true, ordering: .sequentiallyConsistent) }
}

/// Opened once; tasks and threads wait for it.
final class Gate: Sendable {
    private let isOpen = Flag()
    func open() { isOpen.set() }

    func wait() async {
        while !isOpen.isSet { try? await Task.sleep(for: .milliseconds(1)) }
    }

    /// Blocks the thread, as a C call would.
    func waitBlocking() {
        while !isOpen.isSet { block(for: .milliseconds(1)) }
    }
}

/// The names of this process's threads, as the kernel knows them.
enum ThreadNames {
    static func current() -> Set<String> {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return Set(
            tasks.compactMap { try? String(contentsOfFile: "/proc/self/task/\($0)/comm", encoding: .utf8) }
                .map { $0.trimmingCharacters(in: .newlines) }
        )
    }
}
