import Foundation
import Glibc

/// Ends the bench in order when it is told to by a signal.
package enum SignalWatch {
    private static let commandProcess = Monitor<pid_t?>(nil)

    /// Takes over the signals; called once, before any thread has been started.
    package static func start() {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for signal in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&set, signal) }
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        // A client that hangs up must not end the bench.
        signal(SIGPIPE, SIG_IGN)
        let watched = set
        Thread.startDetached(named: "signals") {
            while true {
                var received: Int32 = 0
                var set = watched
                guard unsafe sigwait(&set, &received) == 0 else { continue }
                handle(received)
            }
        }
    }

    /// While a command runs in the bench, the command decides what an interrupt means; other signals are handed on.
    static func forward(to process: pid_t?) {
        commandProcess.withLock { $0 = process }
    }

    private static func handle(_ signal: Int32) {
        if let process = commandProcess.withLock({ $0 }) {
            // The terminal sends an interrupt to the command as well.
            guard signal != SIGINT else { return }
            kill(process, signal)
            guard !commandProcess.wait(within: .seconds(3), until: { $0 == nil }) else { return }
            kill(process, SIGKILL)
        }
        Leftovers.shared.clear()
        _exit(128 + signal)
    }
}
