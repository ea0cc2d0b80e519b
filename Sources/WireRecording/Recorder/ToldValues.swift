import Synchronization

/// What was told of people in one recording, by whom first, and what stands in its place there.
///
/// One for all channels of a recording, so that a host that told a key something is still known to have told it when the
/// key was plugged in again.
package final class ToldValues: Sendable {
    struct Values: Sendable {
        /// What stands in the place of each value.
        var replacements: [PersonalData: [[UInt8]: [UInt8]]] = [:]
        /// Values that stay.
        var kept: Set<[UInt8]> = []
    }

    private let values = Mutex(Values())

    package init() {}

    func withValues<Result: Sendable>(_ body: (inout sending Values) -> sending Result) -> Result {
        values.withLock { body(&$0) }
    }
}
