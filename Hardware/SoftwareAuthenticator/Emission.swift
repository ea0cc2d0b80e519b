import Synchronization

/// One input report that the authenticator sends of its own time, once or several times.
package struct Emission: Sendable {
    /// How long after the report that caused it.
    package let after: Duration
    /// How often it is sent, each time as long after the last as the first is after its cause.
    package let count: Int
    /// 64 bytes, without a report number.
    package let report: [UInt8]
    private let permit: Permit?

    /// A report that is sent at once.
    package init(_ report: [UInt8]) {
        self.init(report: report)
    }

    init(after: Duration = .zero, report: [UInt8], count: Int = 1, permit: Permit? = nil) {
        self.after = after
        self.count = count
        self.report = report
        self.permit = permit
    }

    /// What is still to be sent after the first time; `nil` when that was all.
    var rest: Emission? {
        count > 1 ? Emission(after: after, report: report, count: count - 1, permit: permit) : nil
    }

    /// Whether it must not be sent any more: its request was cancelled, or its channel resynchronized.
    ///
    /// Asked when its time has come, not when it is handed out.
    package var isWithdrawn: Bool { permit?.isRevoked ?? false }
}

/// What the emissions of one request share, so that all of them can be withdrawn.
final class Permit: Sendable {
    private let revoked = Atomic(false)

    var isRevoked: Bool { revoked.load(ordering: .acquiring) }

    func revoke() { revoked.store(true, ordering: .releasing) }
}
