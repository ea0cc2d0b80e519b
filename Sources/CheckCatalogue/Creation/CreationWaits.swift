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
            after a moment.
            """
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        try key.host.send(.cbor, try key.creation().encoded, on: channel)
        // Until the key has said three times that it waits, or says nothing.
        for _ in 1...3 {
            guard let message = try key.host.next(within: key.context.timing.untouched) else { break }
            guard message.command == .keepalive else {
                let status = CTAPStatus(rawValue: message.payload.first ?? 0xFF)
                try demand(status != .success, "a credential is made although nobody touched the key")
                throw .failed("the request is answered \(status.name) before anybody touched the key")
            }
        }
        try key.host.cancel(on: channel)
    }
}
