import Glibc

/// Moments of the clock that waits go by, in nanoseconds.
package enum MonotonicTime {
    package static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// The moment when so much time will have passed.
    package static func after(_ limit: Duration) -> UInt64 { now() &+ limit.clampedNanoseconds }
}

extension Duration {
    /// Whole nanoseconds, never negative and never more than a year: longer limits mean “for ever” to a bench.
    fileprivate var clampedNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let year: Int64 = 365 * 86_400
        guard seconds < year else { return UInt64(year) * 1_000_000_000 }
        return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
    }
}
