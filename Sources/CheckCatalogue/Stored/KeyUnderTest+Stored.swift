import CBORTree
import Checks
import CTAPMessages
import FIDOMetadata

extension KeyUnderTest {
    /// Has a credential made with the run's PIN, for which somebody touches the key.
    func makeVerified(_ call: CTAPCall) async throws(CheckEnd) -> MadeCredential {
        try make(call.authorized(by: try await token(.makeCredential, rpID: rpID)))
    }

    /// Has a discoverable credential made, which the run takes back.
    ///
    /// Each purpose is another user.
    func store(
        _ purpose: String = "credential",
        with extensions: [(CBORItem, CBORItem)] = []
    ) async throws(CheckEnd) -> MadeCredential {
        var call = try creation(purpose).with(.member(0x07), ["rk": true])
        if !extensions.isEmpty { call = call.with(.member(0x06), .sortedMap(extensions)) }
        return try await makeVerified(call)
    }

    /// The handle of the user that a purpose stands for.
    func userID(_ purpose: String = "credential") -> [UInt8] { context.bytes("\(purpose) user") }

    /// A request to sign in with whatever the key keeps for this check, without a touch.
    func discovery(_ purpose: String = "discovery") -> CTAPCall {
        CTAPCall(
            .getAssertion,
            [
                (0x01, .text(rpID)), (0x02, .bytes(context.bytes("\(purpose) client data hash"))),
                (0x05, ["up": false]),
            ]
        )
    }

    /// The ids of the credentials that the key finds by itself, first to last.
    func discovered(_ call: CTAPCall) throws(CheckEnd) -> [[UInt8]] {
        let first = try self.call(call)
        if first.status == .noCredentials { return [] }
        let total = try first.map()[0x05]?.unsignedInteger ?? 1
        try demand(total <= 100, "the key says that it has \(total) credentials for the check")
        var ids = [try MadeAssertion(first).credentialID ?? []]
        while UInt64(ids.count) < total {
            let next = try self.call([CTAPCommand.getNextAssertion.rawValue])
            ids.append(try MadeAssertion(next).credentialID ?? [])
        }
        return ids
    }
}
