import DeviceTransport
import Foundation
import ThreadExecutor

/// Keeps what an inventory tells.
final class EventLog: Sendable {
    private let log: Monitor<[InventoryEvent]>
    private let listener: Task<Void, any Error>

    init(_ inventory: some DeviceInventory) {
        let log = Monitor<[InventoryEvent]>([])
        self.log = log
        listener = Task {
            for try await event in inventory.events() { log.withLock { $0.append(event) } }
        }
    }

    deinit { listener.cancel() }

    var events: [InventoryEvent] { log.withLock { $0 } }
    var insertions: Int { events.count { $0.count != nil && $0.isInsertion } }
    var removals: Int { events.count { $0.count != nil && !$0.isInsertion } }

    /// Waits for the inventory to end by itself.
    func end() async throws { try await listener.value }

    func stop() async throws {
        listener.cancel()
        try await listener.value
    }
}

extension InventoryEvent {
    var attachedName: String? {
        if case .attached(let device) = self { device.name } else { nil }
    }

    var isDetachment: Bool {
        if case .detached = self { true } else { false }
    }
}

/// The names of this process's threads, as the kernel knows them.
enum ThreadNames {
    static func current() -> [String] {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return tasks.compactMap { try? String(contentsOfFile: "/proc/self/task/\($0)/comm", encoding: .utf8) }
            .map { $0.trimmingCharacters(in: .newlines) }
    }
}
