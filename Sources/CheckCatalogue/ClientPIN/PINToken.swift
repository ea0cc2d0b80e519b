import Checks
import CTAPMessages
import Octets
import PINProtocols
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let pinToken = Self(
        "cp.token",
        "the right PIN gives a token of the protocol's length, another each time, and costs no try",
        clause: .ctap("6.5.5.7"),
        danger: .d2,
        needs: [.ctap2, .pin],
        leaves: .nothing,
        using: .tokens,
        tags: [.pin, .masked],
        because: """
            A token stands for the PIN. One that is shorter, or comes again, can be guessed or kept by a program that \
            saw it once.
            """
    ) { key throws(CheckEnd) in
        let before = try key.tries(.getPINRetries, member: 0x03)
        let first = try await key.token(.getAssertion, rpID: key.rpID)
        let second = try await key.token(.getAssertion, rpID: key.rpID)
        let after = try key.tries(.getPINRetries, member: 0x03)
        // Of an unknown credential the key says so only to whoever has proven that the user is verified.
        let reply = try key.call(key.discovery().authorized(by: second))
        let lengths = second.pinProtocol.tokenLengths
        try demand(
            lengths.contains(first.secret.count) && lengths.contains(second.secret.count),
            "tokens of \(first.secret.count) and \(second.secret.count) bytes, where "
                + "\(lengths.map(String.init).joined(separator: " or ")) are meant"
        )
        let isSame = first.secret.withBytes { first in second.secret.withBytes { first == $0 } }
        try demand(!isSame, "two requests give one token")
        try demand(after >= before, "the right PIN takes the tries from \(before) to \(after)")
        try demand(reply.status == .noCredentials, "a request under the token is answered \(reply.status.name)")
    }
}
