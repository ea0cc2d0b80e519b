/// How long a run waits for what.
package struct CheckTiming: Sendable {
    /// For an answer that needs nobody.
    package var answer: Duration
    /// For somebody's touch.
    package var touch: Duration
    /// For a word of a key that nobody touches, in checks that see what it does then.
    package var untouched: Duration
    /// For one whole check.
    package var check: Duration
    /// For all checks on one device; `nil` where their number is the limit.
    package var device: Duration?
    /// For a device to be plugged in again.
    package var replug: Duration
    /// How long a key is listened to that has no reason to speak.
    package var silence: Duration
    /// How long a card is kept from another connection that wants it, to see that it waits.
    package var hold: Duration
    /// How long a key may leave a message unfinished before it gives up: the specification names no figure.
    package var messageTimeout: Duration

    package init(
        answer: Duration = .seconds(5),
        touch: Duration = .seconds(30),
        untouched: Duration = .milliseconds(500),
        check: Duration = .seconds(120),
        device: Duration? = nil,
        replug: Duration = .seconds(60),
        silence: Duration = .seconds(3),
        hold: Duration = .milliseconds(300),
        messageTimeout: Duration = .seconds(3)
    ) {
        self.answer = answer
        self.touch = touch
        self.untouched = untouched
        self.check = check
        self.device = device
        self.replug = replug
        self.silence = silence
        self.hold = hold
        self.messageTimeout = messageTimeout
    }
}
