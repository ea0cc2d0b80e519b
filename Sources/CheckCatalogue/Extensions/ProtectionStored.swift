import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let protectionStored = Self(
        "ex.credprotect-stored",
        "of stored credentials level 1 is found by anybody, level 2 by its id, level 3 by a verified user alone",
        clause: .ctap("12.1"),
        danger: .d2,
        needs: [.ctap2, .extensionNamed("credProtect"), .storage, .pin],
        leaves: .undone,
        using: .tokens,
        tags: [.touch, .pin],
        because: """
            Whoever finds a key and has no PIN learns from it at which relying parties its owner is known, unless the \
            levels hold.
            """
    ) { key throws(CheckEnd) in
        var made: [MadeCredential] = []
        for level in 1...3 {
            let credential = try await key.store("level \(level)", with: [("credProtect", .int(level))])
            try demand(
                credential.output("credProtect")?.unsignedInteger == UInt64(level),
                "level \(level) was asked for, and another one is answered"
            )
            made.append(credential)
        }
        let found = try key.discovered(key.discovery())
        try demand(
            found == [made[0].id],
            "without verification \(found.count) of the three are found, and one should be"
        )
        for (level, credential) in zip(1...3, made) {
            let reply = try key.call(key.assertion(by: credential, "level \(level)", touch: false))
            try demand(
                (reply.status == .success) == (level < 3) && [.success, .noCredentials].contains(reply.status),
                "level \(level) is answered \(reply.status.name) by its id and without verification"
            )
        }
        let token = try await key.token(.getAssertion, rpID: key.rpID)
        let all = try key.discovered(key.discovery("verified").authorized(by: token))
        try demand(Set(all) == Set(made.map(\.id)), "to a verified user \(all.count) of the three are shown")
        let listed = try key.listed(of: key.rpID, by: try await key.token(.credentialManagement))
        for (level, credential) in zip(1...3, made) {
            let entry = listed.first { $0[0x07]?["id"]?.bytes == credential.id }
            try demand(
                entry?[0x0A]?.unsignedInteger == UInt64(level),
                "credential management lists level \(level) as another one"
            )
        }
    }
}
