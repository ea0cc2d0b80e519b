import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let assertionNext = Self(
        "ga.next",
        "of several credentials the newest signs first, the others in their order, on the same channel, and no more",
        clause: .ctap("6.3"),
        danger: .d2,
        needs: [.ctap2, .storage, .pin],
        leaves: .undone,
        using: .tokens,
        tags: [.touch, .pin],
        because: """
            Whoever has several accounts chooses among these answers. Another program must not be given them, and an \
            order of its own makes the wrong account the first.
            """
    ) { key throws(CheckEnd) in
        let older = try await key.store("older")
        let newer = try await key.store("newer")
        let next = [CTAPCommand.getNextAssertion.rawValue]
        let call = key.discovery()
        let first = try key.call(call)
        let total = try first.map()[0x05]?.unsignedInteger
        try demand(total == 2, "two credentials are there, and the answer counts \(total.map(String.init) ?? "none")")
        let assertion = try MadeAssertion(first)
        try demand(assertion.credentialID == newer.id, "the first answer is not that of the newest credential")
        try assertion.check(against: newer, call)
        let second = try MadeAssertion(try key.call(next))
        try demand(second.credentialID == older.id, "the second answer is not that of the older credential")
        try second.check(against: older, call)
        let beyond = try key.call(next)
        try demand(
            beyond.status == .notAllowed,
            "after the last one getNextAssertion is answered \(beyond.status.name)"
        )
        try demand(try key.call(key.discovery("again")).status == .success, "the credentials are not found again")
        let other = try key.host.call(next, on: try key.otherChannel("second"), touch: .none)
        try demand(other.status == .notAllowed, "on another channel getNextAssertion is answered \(other.status.name)")
    }
}
