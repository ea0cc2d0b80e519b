import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationWaits = Self(
        "mc.no-touch",
        "no credential is made before somebody touches the key",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        because: """
            The touch is what stops a program from registering or signing in by itself. The request is taken back \
            after a moment. A key that has asked for a touch and then goes on was touched, as far as anybody can tell. \
            One that has not asked may have been touched within the tenth of a second that it has for asking, but not \
            three times in a row.
            """
    ) { key throws(CheckEnd) in
        var answers = 0
        while let status = try key.statusWithoutTouch() {
            answers += 1
            try demand(status == .success, "the request is answered \(status.name) before anybody touched the key")
            try demand(answers < 3, "\(answers) credentials are made in a row although nobody touched the key")
        }
        guard answers == 0 else {
            throw .notRun(.person, "the key was touched before it could ask, and nobody was to touch it")
        }
    }
}

extension KeyUnderTest {
    /// What a key answers that nobody touches, before it has asked for a touch; `nil` where it goes on waiting.
    ///
    /// One that makes a credential after it has asked ends the check, since somebody touched it.
    fileprivate func statusWithoutTouch() throws(CheckEnd) -> CTAPStatus? {
        let channel = try channel()
        try host.send(.cbor, try creation().encoded, on: channel)
        var hasAsked = false
        // Until the key has said three times that it waits, or says nothing.
        for _ in 1...3 {
            guard let message = try host.next(within: context.timing.untouched) else { break }
            guard message.command != .keepalive else {
                // What the key waits for: 2 is a touch (CTAP 2.1, 11.2.9.1.7).
                hasAsked = hasAsked || message.payload == [0x02]
                continue
            }
            let status = CTAPStatus(rawValue: message.payload.first ?? 0xFF)
            if hasAsked, status == .success {
                throw .notRun(.person, "the key asked for a touch and got one, and nobody was to touch it")
            }
            return status
        }
        try host.cancel(on: channel)
        return nil
    }
}
