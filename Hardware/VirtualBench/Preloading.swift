import Foundation
import Glibc

/// Puts the bench itself under libumockdev's preloaded library, without which it cannot announce devices.
package enum Preloading {
    private static let marker = "TOUCHSTONE_BENCH_PRELOADED"

    /// Starts this program anew with the library preloaded, unless it is.
    ///
    /// - Throws: ``BenchError`` when that did not help, or the program could not be started again.
    package static func restartIfNeeded() throws(BenchError) {
        guard !Testbed.isPreloaded else {
            unsafe unsetenv(marker)
            return
        }
        guard unsafe getenv(marker) == nil else {
            throw BenchError(
                .unavailable,
                "\(BenchEnvironment.preloadLibrary) cannot be preloaded (apt-get install umockdev)"
            )
        }
        unsafe setenv(marker, "1", 1)
        unsafe setenv("LD_PRELOAD", BenchEnvironment.preload(in: ProcessInfo.processInfo.environment), 1)
        var arguments = unsafe CommandLine.arguments.map { unsafe strdup($0) } + [nil]
        unsafe execv("/proc/self/exe", &arguments)
        throw BenchError(.failed, "cannot start again under \(BenchEnvironment.preloadLibrary): \(describeErrno())")
    }
}
