import CBORTree
import Checks
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let minimumPINWithheld = Self(
        "ex.minpin",
        "a relying party that is not on the list is not told the PIN's length",
        clause: .ctap("12.4"),
        danger: .d1,
        needs: [.ctap21, .creationByTouch, .extensionNamed("minPinLength")],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: "The list names the few that may know; for all others the extension is as if it were not there."
    ) { key throws(CheckEnd) in
        let output = try key.make(with: "minPinLength", true).output("minPinLength")
        try demand(output == nil, "a stranger is told \(output?.diagnostic ?? "")")
    }
}
