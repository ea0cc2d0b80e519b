import CBORTree
import Crypto
import CTAPMessages
import SafetyGuard

extension KeyUnderTest {
    /// Nobody's relying party (RFC 2606, 2), one for each check so that none meets another's credentials.
    package var rpID: String { context.id.rawValue.replacing(".", with: "-") + CheckedParty.suffix }

    /// A good makeCredential request that every key has to carry out, given a touch (CTAP 2.1, 6.1).
    package func creation(_ purpose: String = "credential") throws(CheckEnd) -> CTAPCall {
        let listed = try information().algorithms ?? []
        let usable = listed.first { [.es256, .edDSA].contains($0.algorithm) }?.algorithm ?? .es256
        let user: CBORItem = [
            "id": .bytes(context.bytes("\(purpose) user")), "name": "nobody", "displayName": "Nobody",
        ]
        return CTAPCall(
            .makeCredential,
            [
                (0x01, .bytes(context.bytes("\(purpose) client data hash"))),
                (0x02, ["id": .text(rpID), "name": "Touchstone check"]), (0x03, user),
                (0x04, [["alg": .int(usable.rawValue), "type": "public-key"]]),
            ]
        )
    }

    /// Has the key make a credential, for which somebody touches it.
    package func make(_ call: CTAPCall) throws(CheckEnd) -> MadeCredential {
        let reply = try self.call(call, touch: .asked)
        try requirePerson(reply)
        _ = try reply.map()
        return try MadeCredential(
            rpID: call.parameters[.member(0x02).key("id")]?.text ?? "",
            clientDataHash: call.parameters[.member(0x01)]?.bytes ?? [],
            response: reply.body
        )
    }

    /// Ends the check as not run where the key has waited in vain.
    package func requirePerson(_ reply: CTAPReply) throws(CheckEnd) {
        guard ![.userActionTimeout, .actionTimeout].contains(reply.status) else {
            throw .notRun(.person, "nobody touched the key before it gave up")
        }
    }

    /// The run's credential, which a need has made sure of.
    package func credential() throws(CheckEnd) -> MadeCredential {
        guard let credential = record.credential else { throw .notRun(.us, "no credential was made before") }
        return credential
    }

    /// A good getAssertion request for a credential (CTAP 2.1, 6.2).
    package func assertion(
        by credential: MadeCredential,
        _ purpose: String = "assertion",
        touch: Bool = true
    ) -> CTAPCall {
        var members: [(Int64, CBORItem)] = [
            (0x01, .text(credential.rpID)), (0x02, .bytes(context.bytes("\(purpose) client data hash"))),
            (0x03, [["id": .bytes(credential.id), "type": "public-key"]]),
        ]
        if !touch { members.append((0x05, ["up": false])) }
        return CTAPCall(.getAssertion, members)
    }

    package static func hash(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
