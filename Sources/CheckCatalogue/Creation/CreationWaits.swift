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
            after a moment. A key that has asked for a touch and then goes on was touched, as far as anybody can tell.
            """
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        try key.host.send(.cbor, try key.creation().encoded, on: channel)
        var hasAsked = false
        // Until the key has said three times that it waits, or says nothing.
        for _ in 1...3 {
            guard let message = try key.host.next(within: key.context.timing.untouched) else { break }
            guard message.command != .keepalive else {
                // What the key waits for: 2 is a touch (CTAP 2.1, 11.2.9.1.7).
                hasAsked = hasAsked || message.payload == [0x02]
                continue
            }
            let status = CTAPStatus(rawValue: message.payload.first ?? 0xFF)
            if hasAsked, status == .success {
                throw .notRun(.person, "the key asked for a touch and got one, and nobody was to touch it")
            }
            try demand(status != .success, "a credential is made although nobody touched the key")
            throw .failed("the request is answered \(status.name) before anybody touched the key")
        }
        try key.host.cancel(on: channel)
    }
}
