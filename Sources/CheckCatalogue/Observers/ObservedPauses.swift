import Checks

extension Check where Subject == KeyUnderTest {
    static let observedPauses = Self(
        "ob.keepalive",
        "a key that took its time said so every 100 ms",
        clause: .ctap("11.2.9.1.7"),
        needs: [.ctap2],
        tags: [.observer, .timed],
        because: """
            Platforms give a key up that is silent for longer. Up to half a second is let pass as marginal, for the \
            bench takes time as well.
            """
    ) { key throws(CheckEnd) in
        let log = key.record.log
        guard log.keepAliveCount > 0 || log.longestPause > .milliseconds(100) else {
            throw .notApplicable("no request of the run was waited for")
        }
        let pause = log.longestPause
        key.context.note("longest pause \(pause.spelled)")
        try demand(pause <= .milliseconds(500), "the key is silent for \(pause.spelled) while it works")
        if pause > .milliseconds(200) { key.context.mark(marginal: "silent for up to \(pause.spelled)") }
    }
}
