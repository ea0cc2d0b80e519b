import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationPINProtocols = Self(
        "gi.pinproto",
        "a key with PIN or fingerprint tokens names its PIN protocols, each once",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: "The order is the key's preference; a key that takes PINs and names no protocol cannot be sent one."
    ) { key throws(CheckEnd) in
        let information = try key.information()
        let isNeeded = information[option: "clientPin"] != nil || information[option: "pinUvAuthToken"] == true
        guard let protocols = information.pinUvAuthProtocols else {
            try demand(!isNeeded, "pinUvAuthProtocols (0x06) is missing, although the key takes a PIN")
            throw .notApplicable("the key takes no PIN")
        }
        try demand(!protocols.isEmpty, "pinUvAuthProtocols is empty")
        try demand(Set(protocols).count == protocols.count, "a protocol is listed twice: \(protocols)")
        try demand(!protocols.contains(0), "protocol 0 is listed, which there is not")
        if protocols == [1] { key.context.note("only protocol one, which CTAP 2.1 keeps for older platforms") }
    }
}
