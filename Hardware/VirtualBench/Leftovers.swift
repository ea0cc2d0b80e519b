import Foundation
import Glibc

/// What has to go when the bench ends, however it ends.
package final class Leftovers: Sendable {
    /// Also cleared by `exit`, which libumockdev calls when it is at its wits' end.
    package static let shared = Leftovers()

    private struct State {
        var processes: Set<pid_t> = []
        var folders: Set<String> = []
    }

    private let state = Monitor(State())

    private init() {
        atexit { Leftovers.shared.clear() }
    }

    func add(process: pid_t) {
        state.withLock { _ = $0.processes.insert(process) }
    }

    /// Forgets a process that has been waited for: its number may belong to somebody else soon.
    func remove(process: pid_t) {
        state.withLock { _ = $0.processes.remove(process) }
    }

    func add(folder: String) {
        state.withLock { _ = $0.folders.insert(folder) }
    }

    /// Ends every process and removes every folder.
    package func clear() {
        let (processes, folders) = state.withLock { state in
            defer { state = State() }
            return (state.processes, state.folders)
        }
        for process in processes { kill(process, SIGKILL) }
        for folder in folders { try? FileManager.default.removeItem(atPath: folder) }
    }
}
