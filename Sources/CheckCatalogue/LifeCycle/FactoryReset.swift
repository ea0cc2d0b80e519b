import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let factoryReset = Self(
        "lc.reset",
        "authenticatorReset takes a touch, and leaves neither PIN nor credential",
        clause: .ctap("6.6"),
        danger: .d4,
        needs: [.ctap2],
        leaves: .erasure,
        spends: 1,
        start: .replugged,
        tags: [.touch],
        because: """
            A key that is handed on is reset before; what outlives that belongs to somebody else. The key is pulled and \
            plugged in first, for many take a reset in their first seconds only. A credential that the run has made has \
            to be unknown afterwards.
            """
    ) { key throws(CheckEnd) in
        let credential = key.record.credential
        let reply = try key.call([CTAPCommand.reset.rawValue], touch: .asked)
        try key.requirePerson(reply)
        try demand(reply.status == .success, "authenticatorReset is answered \(reply.status.name)")
        // What was known of the key is past.
        key.record.forgetContents()
        let information = try key.information()
        try demand(information[option: "clientPin"] != true, "the key still has a PIN after the reset")
        guard let credential else {
            key.context.note("no credential was made before, so none was looked for")
            return
        }
        let answer = try key.call(key.assertion(by: credential, touch: false))
        try demand(
            [.noCredentials, .invalidCredential].contains(answer.status),
            "a credential from before the reset is answered \(answer.status.name)"
        )
    }
}
