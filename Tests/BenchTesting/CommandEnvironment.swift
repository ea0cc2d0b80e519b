import Foundation

/// The environment of programs that tests start.
package enum CommandEnvironment {
    /// Little enough to be the same everywhere, and without a way to the machine's own pcscd.
    package static let base: [String: String] = {
        let inherited = ProcessInfo.processInfo.environment
        // What a toolchain or a sanitizer needs to load its libraries.
        let kept = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "TSAN_OPTIONS", "ASAN_OPTIONS"]
        var environment = inherited.filter { kept.contains($0.key) }
        environment["PATH"] = (environment["PATH"] ?? "/usr/bin:/bin") + ":/usr/sbin:/sbin"
        environment["LC_ALL"] = "C.UTF-8"
        // What somebody imported on this machine decides no test.
        environment["XDG_CACHE_HOME"] = "/nonexistent/cache"
        environment["PCSCLITE_CSOCK_NAME"] = "/nonexistent/pcscd.comm"
        // No test may write into the ledger of whoever runs it. Begun anew by each run.
        let data = BuildFolder.program("test-data")
        try? FileManager.default.removeItem(atPath: data)
        environment["XDG_DATA_HOME"] = data
        return environment
    }()
}
