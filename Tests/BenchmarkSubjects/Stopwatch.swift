// And not Glibc alone: which module `timespec` is from depends on which of the two the compiler happens to load first.
import Foundation

/// The clock of every duration in the benchmarks, read as the C loop reads it.
public enum Stopwatch {
    /// Nanoseconds of `CLOCK_MONOTONIC`.
    public static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
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
