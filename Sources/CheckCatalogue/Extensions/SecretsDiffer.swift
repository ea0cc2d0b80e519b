import CBORTree
import Checks
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let secretsDiffer = Self(
        "ex.hmac",
        "a salt gives the same secret each time, and another salt another one",
        clause: .ctap("12.5"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch, .extensionNamed("hmac-secret"), .listedOption("clientPin")],
        leaves: .counter,
        tags: [.touch],
        because: """
            Disks and passwords are encrypted under these secrets: one that changes loses them, one that never does \
            protects nothing.
            """
    ) { key throws(CheckEnd) in
        let credential = try key.make(with: "hmac-secret", true)
        let first = key.context.bytes("first salt")
        let second = key.context.bytes("second salt")
        func secrets(_ salts: [UInt8]) throws(CheckEnd) -> [UInt8] {
            let call = try HMACSecretCall(salts, with: key)
            let reply = try key.call(call.assertion(by: credential, with: key), touch: .asked)
            try key.requirePerson(reply)
            let secrets = try call.secrets(in: try MadeAssertion(reply))
            try demand(secrets.count == salts.count, "\(salts.count) bytes of salt give \(secrets.count) of secret")
            return secrets
        }
        let both = try secrets(first + second)
        let again = try secrets(first)
        try demand(Array(both.prefix(32)) == again, "the same salt gives another secret the second time")
        try demand(Array(both.suffix(32)) != again, "two salts give the same secret")
    }
}
