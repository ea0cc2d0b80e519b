import DeviceTransport
import ThreadExecutor

/// The readers that the PC/SC daemon offers.
package enum PCSCReaders {
    /// Each reader with its state, its card's answer to reset and, where its driver tells, its place on the bus.
    ///
    /// The place is asked of all readers at once, over connections that leave the cards alone; a reader that does not
    /// answer in time or is held by someone has none, and delays no other.
    ///
    /// - Throws: `serviceUnavailable`, `permissionDenied`, `deadlineExceeded`. No reader is no error.
    package static func list(within limit: Duration) async throws -> [ReaderState] {
        let deadline = ContinuousClock.now + limit
        let states = try await states(within: limit)
        let remaining = max(.zero, min(deadline - .now, addressLimit))
        return await withTaskGroup(of: (Int, USBAddress?).self) { group in
            for (index, state) in states.enumerated() {
                group.addTask { (index, await usbAddress(of: state.name, within: remaining)) }
            }
            var located = states
            for await (index, address) in group { located[index].usbAddress = address }
            return located
        }
    }

    /// Each reader with its state, from the daemon alone.
    package static func states(within limit: Duration) async throws -> [ReaderState] {
        let thread = try DeviceThread(name: "pcsc-readers")
        return try await thread.run("SCardListReaders", within: limit) {
            let waiter = try StatusWaiter(on: thread, within: limit)
            return try waiter.states(of: try waiter.listReaders(within: limit), within: limit)
        }
    }

    /// Where a reader is plugged in, when its driver tells and nobody else holds it.
    package static func usbAddress(of reader: String, within limit: Duration) async -> USBAddress? {
        try? await DeviceThread.perform(reader, within: limit) { thread in
            let channel = try PCSCChannel.open(reader: reader, sharing: .direct, on: thread, within: limit)
            defer { channel.close() }
            return try channel.usbAddress(within: limit)
        }
    }

    /// Waits until a reader differs from what is known, or readers come or go, and returns what is there then.
    ///
    /// - Returns: Nothing when the limit has passed without a change.
    /// - Throws: `cancelled` as soon as the task is.
    package static func change(from known: [ReaderState], within limit: Duration) async throws -> [ReaderState]? {
        let thread = try DeviceThread(name: "pcsc-change")
        let waiter = try await thread.run("SCardEstablishContext", within: .seconds(5)) {
            try StatusWaiter(on: thread, within: .seconds(5))
        }
        defer { thread.post { withExtendedLifetime(waiter) {} } }
        return try await withTaskCancellationHandler {
            try await thread.run("SCardGetStatusChange") { try wait(waiter, known, until: .now + limit) }
        } onCancel: {
            waiter.wake()
        }
    }

    private static func wait(
        _ waiter: StatusWaiter,
        _ known: [ReaderState],
        until deadline: ContinuousClock.Instant
    ) throws(TransportError) -> [ReaderState]? {
        while true {
            let names = try waiter.listReaders(within: .seconds(5))
            let states = try waiter.states(of: names, within: .seconds(5))
            if states.map(\.essence) != known.map(\.essence) { return states }
            guard !Task.isCancelled else { throw TransportError(.cancelled, operation: "SCardGetStatusChange") }
            let remaining = deadline - .now
            guard remaining > .zero else { return nil }
            let pseudo = ReaderStateEntries.Query(name: ReaderStateEntries.Query.pnpName, known: 0)
            let queries = states.prefix(ReaderGroups.capacity).map { ReaderStateEntries.Query(known: $0) } + [pseudo]
            // With more readers than one wait takes, the rest is looked at between short waits.
            let slice = states.count > ReaderGroups.capacity ? crowdedSlice : StatusWaiter.slice
            _ = try waiter.wait(for: queries, atMost: min(remaining, slice))
        }
    }

    private static let addressLimit = Duration.milliseconds(500)
    private static let crowdedSlice = Duration.milliseconds(100)
}

extension ReaderState {
    /// What counts as a change: not who else uses the card.
    fileprivate var essence: [String] {
        [name, "\(flags.intersection([.present, .empty, .mute, .unavailable]).rawValue)", "\(eventCount)"]
    }
}

extension ReaderStateEntries.Query {
    fileprivate init(known state: ReaderState) {
        self.init(name: state.name, known: UInt32(state.flags.rawValue) | UInt32(state.eventCount) << 16)
    }
}
