import Synchronization

/// One input report that the authenticator sends of its own time.
package struct Emission: Sendable {
    /// How long after the report that caused it.
    package let after: Duration
    /// 64 bytes, without a report number.
    package let report: [UInt8]
    private let permit: Permit?

    init(after: Duration = .zero, report: [UInt8], permit: Permit? = nil) {
        self.after = after
        self.report = report
        self.permit = permit
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
