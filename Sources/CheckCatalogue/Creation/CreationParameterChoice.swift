import CBORTree
import Checks
import CTAPMessages
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationParameterChoice = Self(
        "mc.params",
        "the first algorithm that the key knows is chosen, strangers in front of it passed over",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: "Relying parties list algorithms by preference, new ones first."
    ) { key throws(CheckEnd) in
        let usable = try demand(
            key.creation().parameters[.member(0x04).at(0).key("alg")],
            "the good request names no algorithm"
        )
        let list: CBORItem = [
            ["alg": -65000, "type": "public-key"], ["alg": usable, "type": "something-else"],
            ["alg": usable, "type": "public-key"], ["alg": -65001, "type": "public-key"],
        ]
        let made = try key.make(key.creation().with(.member(0x04), list)).attestation.authenticatorData.publicKey
        try demand(
            made.algorithm?.rawValue == usable.integer,
            "the key is for \(made.algorithm?.description ?? "no algorithm"), and \(usable.diagnostic) was the first known"
        )
    }
}
