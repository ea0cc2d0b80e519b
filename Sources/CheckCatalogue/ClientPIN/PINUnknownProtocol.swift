import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let pinUnknownProtocol = Self(
        "cp.protocol",
        "a protocol that getInfo does not list is answered INVALID_PARAMETER",
        clause: .ctap("6.5.5.4"),
        needs: [.ctap2, .listedOption("clientPin")],
        tags: [.negative],
        because: "A key that answers for a protocol it does not have agrees on a secret with nobody."
    ) { key throws(CheckEnd) in
        let listed = try key.pinProtocols()
        let variations = [0, 3, 250].filter { !listed.contains($0) }
            .map { number in
                let call = CTAPCall.pin(.getKeyAgreement, protocol: number)
                return RequestVariation(flaw: "protocol \(number) is named", request: call.encoded)
            }
        try key.expectRefusal(of: variations, as: [.invalidParameter])
    }
}
