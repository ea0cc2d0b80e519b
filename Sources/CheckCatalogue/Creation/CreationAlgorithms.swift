import CBORTree
import Checks
import CTAPMessages
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationAlgorithms = Self(
        "mc.each-alg",
        "a key is made by each algorithm that getInfo lists",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: "A relying party that asks for one of them alone has to get it, and a key of that kind."
    ) { key throws(CheckEnd) in
        let listed = try key.information().algorithms?.map(\.algorithm) ?? [.es256]
        for algorithm in listed {
            let choice: CBORItem = [["alg": .int(algorithm.rawValue), "type": "public-key"]]
            let call = try key.creation("\(algorithm.rawValue)").with(.member(0x04), choice)
            let made = try key.make(call).attestation.authenticatorData.publicKey
            try demand(
                made.algorithm == algorithm,
                "\(algorithm) was asked for, and the key is for \(made.algorithm?.description ?? "none")"
            )
        }
    }
}
