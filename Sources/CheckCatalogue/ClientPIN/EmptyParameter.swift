import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let emptyParameter = Self(
        "cp.zero-len",
        "an empty pinUvAuthParam asks for a touch, and tells whether there is a PIN",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .listedOption("clientPin")],
        tags: [.touch],
        because: "With several keys plugged in platforms find out in this way which one somebody means."
    ) { key throws(CheckEnd) in
        let hasPIN = try key.information()[option: "clientPin"] == true
        let call = try key.creation().with(.member(0x08), .bytes([]))
            .with(.member(0x09), .int(key.pinProtocols().first ?? 1))
        let reply = try key.call(call, touch: .asked)
        try key.requirePerson(reply)
        let wanted: CTAPStatus = hasPIN ? .pinInvalid : .pinNotSet
        try demand(reply.status == wanted, "\(wanted.name) expected, \(reply.status.name) found")
    }
}
