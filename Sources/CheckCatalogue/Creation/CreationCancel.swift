import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationCancel = Self(
        "hid.cancel",
        "CTAPHID_CANCEL ends a request with CTAP2_ERR_KEEPALIVE_CANCEL, once",
        clause: .ctap("11.2.9.1.5"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        because: "When somebody closes the dialogue the key has to stop blinking; a second cancel must not be answered."
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        try key.host.send(.cbor, try key.creation().encoded, on: channel)
        guard let sign = try key.host.next(within: key.context.timing.untouched), sign.command == .keepalive else {
            throw .failed("the request is not waited for")
        }
        try key.host.send(.cancel, on: channel)
        var message = try key.host.next(within: key.context.timing.answer)
        while message?.command == .keepalive { message = try key.host.next(within: key.context.timing.answer) }
        let answer = try demand(message, "CTAPHID_CANCEL does not end the request")
        let status = CTAPStatus(rawValue: answer.payload.first ?? 0)
        try demand(
            answer.command == .cbor && status == .keepaliveCancel,
            "a request that was taken back is answered \(answer.command == .cbor ? status.name : answer.meaning)"
        )
        try key.host.send(.cancel, on: channel)
        let echo = try key.host.exchange(.ping, [1, 2, 3], on: channel)
        try demand(echo.command == .ping, "a second cancel is answered \(echo.meaning)")
    }
}
