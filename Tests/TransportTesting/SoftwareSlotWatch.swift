package import DeviceTransport
import ThreadExecutor

/// Waits for what happens at a software daemon's reader.
package final class SoftwareSlotWatch: SlotWatch {
    private let daemon: SoftwareDaemon
    private let isCancelled = Monitor(false)

    package init(_ daemon: SoftwareDaemon) {
        self.daemon = daemon
    }

    package var readerName: String { daemon.readerName }

    package func change(
        from known: SlotState?,
        for time: Duration,
        within limit: Duration
    ) throws(TransportError) -> SlotChange {
        defer { isCancelled.withLock { $0 = false } }
        var time = time
        if daemon.faults.contains(.hasty) { time = .zero }
        if daemon.faults.contains(.late) { time += .seconds(1) }
        let deadline = MonotonicTime.after(time)
        return daemon.state.wait { state in
            let now = state.told(by: daemon)
            guard let known else { return .done(.state(now)) }
            if now != known || daemon.faults.contains(.nervous) { return .done(.state(now)) }
            if isCancelled.withLock(\.self), !daemon.faults.contains(.cancelIsLost) { return .done(.cancelled) }
            return MonotonicTime.now() < deadline ? .wait(until: deadline) : .done(.timedOut)
        }
    }

    package func cancel() {
        isCancelled.withLock { $0 = true }
        // Under the lock, so that no waiter is between its look and its sleep.
        daemon.state.withLock { _ in }
        daemon.state.signalAll()
    }

    package func close() {}
}

extension SoftwareDaemon.State {
    /// The slot in the flags of `SCARD_READERSTATE`.
    fileprivate func told(by daemon: SoftwareDaemon) -> SlotState {
        let isPresent = isCardPresent && (eventCount == 0 || !daemon.faults.contains(.insertionIsSecret))
        var flags: UInt16 = isPresent ? 0x0020 : 0x0010
        if clients.values.contains(where: { $0.sharing == .exclusive }) {
            flags |= 0x0080
        } else if !clients.isEmpty {
            flags |= 0x0100
        }
        return SlotState(flags: flags, eventCount: eventCount)
    }
}
