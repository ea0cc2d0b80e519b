import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let cborCapability = Self(
        "hid.cbor-bit",
        "CTAPHID_CBOR is answered if the key says so, and refused if not",
        clause: .ctap("11.2.9.1.3"),
        because: """
            Browsers decide by this bit whether a key speaks CTAP 2 at all, and show an old dialogue where they find \
            none.
            """
    ) { key throws(CheckEnd) in
        let opening = try key.opening()
        let request = [CTAPCommand.getInfo.rawValue]
        let answer = try key.host.exchange(.cbor, request, on: opening.channel)
        guard opening.capabilities.contains(.cbor) else {
            try demand(
                answer.isError(.invalidCommand),
                "the key does not say that it speaks CTAP 2, and answers \(answer.meaning)"
            )
            return
        }
        try demand(answer.command == .cbor, "the key says that it speaks CTAP 2, and answers \(answer.meaning)")
    }
}
