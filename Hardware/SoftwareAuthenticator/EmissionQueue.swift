/// Feeds an authenticator and hands out its reports when they are due.
///
/// Whoever carries the bytes (a channel in process, a pty, a virtual HID node) waits until ``nextDue`` or until the host
/// writes, whichever comes first.
package struct EmissionQueue: Sendable {
    private struct Pending: Sendable {
        let due: ContinuousClock.Instant
        let emission: Emission
    }

    private let authenticator: any ReportAnswerer
    /// In the order of their time; what is due at one time stays in the order it was emitted.
    private var pending: [Pending] = []

    package init(_ authenticator: any ReportAnswerer) {
        self.authenticator = authenticator
    }

    /// When the next report is to be sent; `nil` when the authenticator has nothing more to say.
    package var nextDue: ContinuousClock.Instant? {
        pending.first { !$0.emission.isWithdrawn }?.due
    }

    /// Gives the authenticator one output report of the host.
    package mutating func receive(_ report: [UInt8], at now: ContinuousClock.Instant = .now) {
        for emission in authenticator.receive(report, at: now) { insert(emission, after: now) }
    }

    /// The next report whose time has come, in its order.
    package mutating func next(at now: ContinuousClock.Instant = .now) -> [UInt8]? {
        pending.removeAll { $0.emission.isWithdrawn }
        guard let first = pending.first, first.due <= now else { return nil }
        pending.removeFirst()
        if let rest = first.emission.rest { insert(rest, after: first.due) }
        return first.emission.report
    }

    private mutating func insert(_ emission: Emission, after moment: ContinuousClock.Instant) {
        let due = moment + emission.after
        let index = pending.lastIndex { $0.due <= due }.map { $0 + 1 } ?? pending.startIndex
        pending.insert(Pending(due: due, emission: emission), at: index)
    }
}
