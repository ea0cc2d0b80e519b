import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationU2FVersion = Self(
        "gi.u2f-version",
        "U2F_V2 is listed exactly where CTAPHID_MSG is there to carry it",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: """
            One place says that the key has U2F and another that it has not: clients that look at either fall apart \
            over it.
            """
    ) { key throws(CheckEnd) in
        let isListed = try key.information().speaks("U2F_V2")
        let isCarried = try !key.capabilities().contains(.noMessage)
        try demand(!isListed || isCarried, "getInfo lists U2F_V2, and the capabilities rule CTAPHID_MSG out")
        try demand(isListed || !isCarried, "CTAPHID_MSG is there, and getInfo does not list U2F_V2")
    }
}
