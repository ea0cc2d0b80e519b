import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let pinMisspelled = Self(
        "cp.misspelled",
        "parameters that are not in canonical form are answered INVALID_CBOR",
        clause: .ctap("8"),
        needs: [.ctap2, .listedOption("clientPin")],
        tags: [.negative],
        because: """
            The command takes PINs: it is the last one in which bytes should be read in two ways. The specification says \
            SHOULD; a lab that lives with a key's freedom waives the check.
            """
    ) { key throws(CheckEnd) in
        let good = CTAPCall.pin(.getKeyAgreement, protocol: try key.pinProtocols().first)
        try key.expectRefusal(of: good.misspelled, as: [.invalidCBOR])
    }
}
