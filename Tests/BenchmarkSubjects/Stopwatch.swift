/// The clock of every duration in the benchmarks, the one that the C loop reads.
public enum Stopwatch {
    /// Swift’s suspending clock, `CLOCK_MONOTONIC` on Linux.
    ///
    /// Read through the standard library, since from which module
    /// `timespec` comes depends on what else the compiler has loaded.
    private static let origin = SuspendingClock.now

    /// Nanoseconds of `CLOCK_MONOTONIC`, from the first call on.
    public static func now() -> UInt64 {
        let passed = origin.duration(to: .now).components
        return UInt64(passed.seconds) * 1_000_000_000 + UInt64(passed.attoseconds / 1_000_000_000)
    }

    /// The nanoseconds that each of `count` calls takes.
    public static func laps(_ count: Int, _ body: () throws -> Void) rethrows -> [UInt64] {
        var laps: [UInt64] = []
        laps.reserveCapacity(count)
        for _ in 0..<count {
            let start = now()
            try body()
            laps.append(now() - start)
        }
        return laps
    }
}
