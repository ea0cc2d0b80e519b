import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let lockChannel = Self(
        "hid.lock",
        "CTAPHID_LOCK keeps other channels out, and lets them in again with 0",
        clause: .ctap("11.2.9.2.2"),
        because: """
            The command is optional: a key that refuses it as unknown is left alone. One that has it must keep what \
            it promises.
            """
    ) { key throws(CheckEnd) in
        let first = try key.channel()
        let second = try key.otherChannel("second")
        let lock = try key.host.exchange(.lock, [5], on: first)
        if lock.isError(.invalidCommand) { throw .notApplicable("the key has no CTAPHID_LOCK") }
        try demand(lock.command == .lock, "CTAPHID_LOCK for 5 s is answered \(lock.meaning)")
        let refused = try key.host.exchange(.ping, [1], on: second)
        let release = try key.host.exchange(.lock, [0], on: first)
        try demand(refused.isError(.channelBusy), "another channel is answered \(refused.meaning) under the lock")
        try demand(release.command == .lock, "CTAPHID_LOCK with 0 is answered \(release.meaning)")
        let echo = try key.host.exchange(.ping, [1], on: second)
        try demand(echo.command == .ping, "another channel is answered \(echo.meaning) after the lock")
    }
}
