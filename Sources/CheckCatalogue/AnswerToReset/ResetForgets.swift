import Checks
import DeviceTransport
import ISO7816

extension Check where Subject == CardUnderTest {
    static let resetForgets = Self(
        "pr.reset",
        "a reset takes the selected application away",
        clause: .iso7816Part4("11.2.2"),
        needs: [.application(.piv)],
        because: "Who comes after a reset finds the card as after insertion, and not what the last program left open."
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let before = try card.exchange(.pivObject(0x7E))
        try demand(before.statusWord == .success, "the discovery object is answered \(before.statusWord)")
        _ = try card.reset(.warm)
        let after = try card.exchange(.pivObject(0x7E))
        try demand(!after.statusWord.isSuccess, "after a reset the application still answers")
    }
}
