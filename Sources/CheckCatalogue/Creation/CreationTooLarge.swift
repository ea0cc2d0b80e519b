import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationTooLarge = Self(
        "mc.too-large",
        "a request longer than maxMsgSize is answered REQUEST_TOO_LARGE",
        clause: .ctap("6.4"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: "The platform leaves something out and tries again when it gets this status."
    ) { key throws(CheckEnd) in
        let limit = Int(clamping: try key.information().maxMsgSize ?? 1024)
        guard limit + 64 < CTAPHIDMessage.maximumPayload else {
            throw .notApplicable("the key takes \(limit) bytes, more than can be sent to it")
        }
        let name = CBORItem.text(String(repeating: "x", count: limit))
        let call = try key.creation().with(.member(0x03).key("displayName"), name)
        try key.expectRefusal(
            of: [RequestVariation(flaw: "the request has \(call.encoded.count) bytes", request: call.encoded)],
            as: [.requestTooLarge]
        )
    }
}
