import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let assertionUnknownCredential = Self(
        "ga.no-cred",
        "a credential of another key is answered NO_CREDENTIALS",
        clause: .ctap("6.2.2"),
        needs: [.ctap2],
        tags: [.negative],
        because: "By this status the platform knows that another key is the right one."
    ) { key throws(CheckEnd) in
        let variations = [16, 64, 80]
            .map { count in
                let stranger = key.context.bytes("stranger", count: count)
                let call = CTAPCall(
                    .getAssertion,
                    [
                        (0x01, .text(key.rpID)), (0x02, .bytes(key.context.bytes("hash"))),
                        (0x03, [["id": .bytes(stranger), "type": "public-key"]]), (0x05, ["up": false]),
                    ]
                )
                return RequestVariation(flaw: "the credential is made up of \(count) bytes", request: call.encoded)
            }
        try key.expectRefusal(of: variations, as: [.noCredentials])
    }
}
