import Checks
import DeviceTransport
import SafetyGuard

extension Check where Subject == ReaderUnderTest {
    static let insertionDetected = Self(
        "co.insert-detect",
        "a card that is taken out and put in again is noticed within two seconds, and each step is counted",
        clause: .pcsc(part: 5, "SCARDTRACK, GetStatusChange"),
        danger: .d1,
        needs: [.card],
        tags: [.hands, .timed],
        because: """
            People take a card that nobody notices out again and push it in harder. The counter is how a program that looked \
            away finds out that the card may be another one. The time is counted from the moment when somebody says that it is \
            done, so it may be none.
            """
    ) { reader throws(CheckEnd) in
        try await reader.withObserver { observer throws(CheckEnd) in
            let before = try await observer.state()
            let empty = try await reader.takeOut(observer, from: before)
            let after = try await reader.putIn(observer, from: empty.state)
            try reader.takeUpCardAgain()
            for (what, step) in [("removal", empty), ("insertion", after)] {
                try demand(step.milliseconds < 2000, "the \(what) was noticed after \(step.milliseconds) ms")
                reader.context.note("the \(what) was noticed \(max(0, step.milliseconds)) ms after it was done")
            }
            let steps = after.state.eventCount &- before.eventCount
            try demand(steps == 2, "the counter went on by \(steps) for two steps")
        }
    }
}
