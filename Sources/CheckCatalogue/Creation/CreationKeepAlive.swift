import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationKeepAlive = Self(
        "hid.keepalive",
        "a key that waits for a touch says so, again and again",
        clause: .ctap("11.2.9.1.7"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        because: """
            The platform shows its dialogue when the key says STATUS_UPNEEDED, and gives a silent key up. The \
            request is taken back. A key that is touched meanwhile has nothing to wait for: whether it may answer so \
            soon is what mc.no-touch tells.
            """
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        try key.host.send(.cbor, try key.creation().encoded, on: channel)
        var statuses: [UInt8] = []
        while statuses.count < 3 {
            guard let message = try key.host.next(within: key.context.timing.untouched) else {
                throw .failed("the key says nothing for \(key.context.timing.untouched.spelled)")
            }
            guard message.command == .keepalive else {
                if message.command == .cbor, message.payload.first == CTAPStatus.success.rawValue {
                    throw .notRun(
                        .person,
                        "the key was touched after \(statuses.count) of 3 keep-alives, too soon to see more; "
                            + "run it again and leave the key alone"
                    )
                }
                throw .failed("the request is answered \(message.meaning) after \(statuses.count) keep-alives")
            }
            try demand(message.payload.count == 1, "a keep-alive has \(message.payload.count) bytes")
            statuses.append(message.payload[0])
        }
        try key.host.cancel(on: channel)
        try demand(statuses.allSatisfy { [1, 2].contains($0) }, "the key says the statuses \(statuses)")
        try demand(statuses.contains(2), "the key never says that it waits for a touch")
    }
}
