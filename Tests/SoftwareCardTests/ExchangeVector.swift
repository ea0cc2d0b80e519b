import Octets
import SoftwareCard
import Testing

/// One command to a fresh card and the answer that the standard asks for.
struct ExchangeVector: CustomTestStringConvertible {
    let testDescription: String
    let model: CardModel
    /// All but the last are sent first, in order; their answers are not looked at.
    let commands: [String]
    let answer: String

    init(_ description: String, _ model: CardModel, _ commands: String..., gives answer: String) {
        testDescription = "\(model.name): \(description)"
        self.model = model
        self.commands = commands
        self.answer = answer
    }

    static let selectPIV = "00a4040009a0000003080000100000"
    private static let verify = "0020008008313233343536ffff"
    private static let newPIN = "0024008010313233343536ffff363534333231ffff"
    private static let reset = "002c0080103132333435363738313233343536ffff"
    static let readCHUID = "00cb3fff055c035fc10200"

    static let all: [Self] = [
        Self("too short", .pivT1, "00a404", gives: "6700"),
        Self("Lc says more than there is", .pivT1, "00a4040009a00000", gives: "6700"),
        Self("Lc says less than there is", .pivT1, "00a4040001a0000003", gives: "6700"),
        Self("extended length that the card lacks", .plainT0, "00a40400000001a0", gives: "6700"),
        Self("extended Lc of zero with data", .pivT1, "00a404000000000102", gives: "6700"),
        Self("class FF", .pivT1, "ffa40400", gives: "6e00"),
        Self("reserved class", .pivT1, "20a40400", gives: "6e00"),
        Self("logical channel", .pivT1, "01a40400", gives: "6881"),
        Self("further logical channel", .pivT1, "40a40400", gives: "6881"),
        Self("secure messaging", .pivT1, "0ca40400", gives: "6882"),
        Self("chaining that the card lacks", .plainT0, "10a4040001a0", gives: "6884"),
        Self("unknown instruction", .pivT1, "00010000", gives: "6d00"),
        Self("PIV object before PIV is selected", .pivT1, readCHUID, gives: "6d00"),
        Self("select an unknown application", .pivT1, "00a4040007d276000085010100", gives: "6a82"),
        Self("select the next of that name", .pivBoth, "00a4040e04a0000003", gives: "9000"),
        Self("select the next when there is none", .plainT0, "00a4040204a0000001", gives: "6a82"),
        Self("select the previous one", .pivT1, selectPIV, "00a4040f04a0000001", gives: "9000"),
        Self("select the last one", .authentic, "00a4040d04a0000000", gives: "9000"),
        Self("select with an unknown kind of answer", .pivT1, "00a4040805a000000308", gives: "6a86"),
        Self("select nothing at all", .pivT0, "00a4040000", gives: "6c12"),
        Self(
            "command to an application that has none",
            .gemsafe,
            "00a404000ca0000000180a000001634200",
            readCHUID,
            gives: "6d00"
        ),
        Self("select by file identifier", .pivT1, "00a40000023f00", gives: "6a86"),
        Self("select with an identifier that is too long", .pivT1, "00a4040011" + zeros(17), gives: "6a80"),
        Self("select without an answer", .pivT1, "00a4040c09a00000030800001000", gives: "9000"),
        Self("GET RESPONSE with nothing waiting", .pivT1, "00c0000000", gives: "6985"),
        Self("GET RESPONSE without Le", .pivT1, "00c00000", gives: "6700"),
        Self("GET RESPONSE with parameters", .pivT1, "00c0010000", gives: "6a86"),
        Self("unknown object", .pivT1, selectPIV, "00cb3fff055c035fc1ff00", gives: "6a82"),
        Self("object that wants the PIN", .pivT1, selectPIV, "00cb3fff055c035fc10900", gives: "6982"),
        Self("tag list that is none", .pivT1, selectPIV, "00cb3fff055d035fc10200", gives: "6a80"),
        Self("object with wrong parameters", .pivT1, selectPIV, "00cb00ff055c035fc10200", gives: "6a86"),
        Self("tries, without Lc", .pivT1, selectPIV, "00200080", gives: "63c3"),
        Self("tries, with Lc of zero", .pivT0, selectPIV, "0020008000", gives: "63c3"),
        Self("tries of a key that is not there", .pivT1, selectPIV, "00200081", gives: "6a88"),
        Self("a PIN that is none", .pivT1, selectPIV, "0020008008414141414141ffff", gives: "6a80"),
        Self("a PIN that costs a try", .pivT1, selectPIV, "0020008008393939393939ffff", gives: "63c2"),
        Self("a PIN with five tries", .pivBoth, selectPIV, "0020008008393939393939ffff", gives: "63c4"),
        Self("the PIN", .pivT1, selectPIV, verify, gives: "9000"),
        Self("the PIN, taken back", .pivT1, selectPIV, verify, "0020ff80", "00200080", gives: "63c3"),
        Self("the PIN, and PIV selected again", .pivT1, selectPIV, verify, selectPIV, "00200080", gives: "9000"),
        Self(
            "the PIN, and another application between",
            .pivT1,
            selectPIV,
            verify,
            "00a4040000",
            selectPIV,
            "00200080",
            gives: "63c3"
        ),
        Self(
            "the PIN, and a name that nobody has between",
            .pivT1,
            selectPIV,
            verify,
            "00a4040005d276000085",
            "00200080",
            gives: "9000"
        ),
        Self(
            "object that the PIN opens",
            .pivT1,
            selectPIV,
            verify,
            "00cb3fff055c035fc10900",
            gives: "5312010e53796e7468696120486f6c646572fe009000"
        ),
        Self("a new PIN, then the old one", .pivT1, selectPIV, newPIN, verify, gives: "63c2"),
        Self(
            "a new PIN for the wrong one",
            .pivT1,
            selectPIV,
            "0024008010393939393939ffff363534333231ffff",
            gives: "63c2"
        ),
        Self(
            "a new PUK for the wrong one",
            .pivT1,
            selectPIV,
            "002400811039393939393939393132333435363738",
            gives: "63c2"
        ),
        Self("the tries back for the PUK", .pivT1, selectPIV, newPIN, verify, reset, "00200080", gives: "63c3"),
        Self(
            "the tries back for a wrong PUK",
            .pivT1,
            selectPIV,
            "002c0080103939393939393939313233343536ffff",
            gives: "63c2"
        ),
        Self("signature without a PIN", .pivT1, selectPIV, "00871e9a00", gives: "6982"),
        Self("proprietary class in PIV", .pivT1, selectPIV, "80cb3fff055c035fc10200", gives: "6e00"),
        Self(
            "discovery object",
            .pivT1,
            selectPIV,
            "00cb3fff035c017e00",
            gives: "7e124f0ba0000003080000100001005f2f0240009000"
        ),
        Self("T=0 wants the exact Le", .plainT0, "80ca9f7f00", gives: "6c2d"),
        Self("T=0 with the exact Le", .plainT0, "80ca00660d", gives: "660b730906072a864886fc6b019000"),
        Self("T=0 with a smaller Le", .plainT0, "80ca006604", gives: "660b73096109"),
        Self("T=0 with data in both directions", .pivT0, selectPIV, gives: "6123"),
        Self("GET RESPONSE with too large an Le", .pivT0, selectPIV, "00c0000000", gives: "6c23"),
        Self("unknown data of the card manager", .plainT0, "80ca000100", gives: "6a88"),
        Self("card manager in the interindustry class", .plainT0, "00ca9f7f00", gives: "6e00"),
        Self("chain that changes its mind", .pivT1, "10a4040004a0000003", "00cb3fff00", gives: "6883"),
    ]

    private static func zeros(_ count: Int) -> String { Hex.encode([UInt8](repeating: 0, count: count)) }
}
