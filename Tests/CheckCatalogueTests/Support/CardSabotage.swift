import Checks
import Testing

@testable import SoftwareCard

/// A card that breaks a rule, and who finds it out.
struct CardSabotage: Sendable, CustomTestStringConvertible {
    let meant: Set<CheckID>
    let others: Set<CheckID>
    let model: CardModel
    let faults: Set<CardFault>

    var finders: Set<CheckID> { others.union(meant) }

    var testDescription: String {
        "\(meant.sorted().map(\.rawValue).joined(separator: ", ")) \(faults.map(\.description).joined(separator: ", "))"
    }

    init(
        _ meant: CheckID...,
        fault: CardFault? = nil,
        model: CardModel = .pivT1,
        also others: Set<CheckID> = []
    ) {
        self.meant = Set(meant)
        self.others = others
        self.model = model
        faults = Set([fault].compactMap(\.self))
    }

    private static let selections: Set<CheckID> = [
        "ap.sel-none", "ap.sel-piv", "ap.sel-isd", "ap.sel-fido", "ap.sel-auth",
    ]

    /// What looks into the answer to reset.
    private static let unreadable: Set<CheckID> = [
        "atr.tck", "atr.proto", "atr.contactless", "pr.active", "ap.chain", "ap.ext", "ap.case2e", "ap.case3e",
        "ap.case4e",
    ]

    static let all: [CardSabotage] = [
        CardSabotage("atr.syntax", fault: .answerToResetCutShort, also: unreadable),
        CardSabotage("atr.tck", fault: .wrongCheckByte),
        CardSabotage("atr.proto", model: .disordered),
        CardSabotage("pr.active", model: .otherProtocol),
        CardSabotage("atr.repeat", fault: .answerToResetChanges, also: ["atr.cold-warm"]),
        CardSabotage("atr.cold-warm", fault: .warmDiffersFromCold),
        CardSabotage("pr.reset", fault: .resetKeepsState),
        CardSabotage("ap.sel-none", fault: .selectsAnything, also: ["ap.sel-fido"]),
        CardSabotage(
            "ap.sel-none",
            "ap.sel-piv",
            "ap.sel-isd",
            "ap.sel-fido",
            "ap.sel-auth",
            fault: .status(0x6A80, insteadOf: 0x6A82),
            model: .plainT0
        ),
        CardSabotage("ap.bad-p1p2", fault: .status(0x9000, insteadOf: 0x6A86)),
        CardSabotage("ap.61xx", "ap.case4", fault: .remainderLost, model: .plainT0, also: ["ap.sel-isd"]),
        CardSabotage("ap.6cxx", fault: .wrongExactLength, model: .plainT0),
        CardSabotage("ap.chain", fault: .chainingRefused),
        CardSabotage("ap.chain", fault: .chainForgotten),
        CardSabotage("ap.ext", "ap.case2e", "ap.case3e", "ap.case4e", fault: .extendedRefused),
        CardSabotage("ap.case1", "ap.case3", fault: .answersUnasked),
        CardSabotage("ap.case2", fault: .ignoresExpectedLength),
        CardSabotage("ap.bad-cla", fault: .status(0x9000, insteadOf: 0x6E00)),
        CardSabotage("ap.bad-ins", fault: .acceptsAnyInstruction, also: ["pr.reset"]),
        CardSabotage("atr.contactless", model: .contactlessOverT0),
        CardSabotage("atr.contactless", model: .halfStorageCard),
        CardSabotage("atr.ident", model: .otherFamily),
        CardSabotage("nhs.certs", fault: .expiredCertificates),
        CardSabotage("nfc.getresp", fault: .remainderLost, model: .fidoNFC, also: ["nfc.ext"]),
        CardSabotage("nfc.ext", fault: .extendedRefused, model: .fidoNFC, also: ["nfc.bad-ins"]),
        CardSabotage("nfc.chain", fault: .chainForgotten, model: .fidoNFC),
        CardSabotage("nfc.chain", fault: .chainingRefused, model: .fidoNFC),
        CardSabotage("nfc.bad-ins", fault: .acceptsAnyInstruction, model: .fidoNFC),
        CardSabotage("nfc.bad-lc", fault: .status(0x9000, insteadOf: 0x6700), model: .fidoNFC),
        CardSabotage("ap.getdata", "ap.long", fault: .objectsCutShort, also: ["nhs.certs"]),
        CardSabotage("ap.ext", fault: .byteFlipped, also: ["nhs.certs"]),
        CardSabotage(
            "ap.no-object",
            fault: .status(0x6A80, insteadOf: 0x6A82),
            also: ["ap.sel-none", "ap.sel-isd", "ap.sel-fido", "ap.sel-auth"]
        ),
        CardSabotage("ap.status", fault: .garbageStatus, also: selections.union(["ap.bad-p1p2", "ap.case4"])),
        CardSabotage("pin.piv-lc0", fault: .noCounter),
        CardSabotage("pin.before-after", fault: .emptyVerifyCosts, also: ["run.card-tries"]),
        CardSabotage("pin.protects", fault: .pinNotNeeded),
        CardSabotage("co.stress", fault: .mute(fromCommand: 700)),
    ]
}

extension CardModel {
    /// Offers T=1 before T=0, which is against the order.
    static let disordered = Self(
        "disordered",
        "disordered",
        [.t1],
        answerToReset: [0x3B, 0x80, 0x81, 0x00, 0x01],
        otherAnswerToReset: [0x3B, 0x80, 0x81, 0x00, 0x01]
    )

    /// Is spoken to in T=1, and offers T=0 alone.
    static let otherProtocol = Self(
        "other-protocol",
        "other protocol",
        [.t1],
        answerToReset: [0x3B, 0x00],
        otherAnswerToReset: [0x3B, 0x00]
    )

    /// A contactless card that is spoken to as one with contacts.
    static let contactlessOverT0 = Self(
        "contactless-t0",
        "contactless over T=0",
        [.t0],
        answerToReset: [0x3B, 0x82, 0x80, 0x01, 0x54, 0x53, 0x04],
        otherAnswerToReset: [0x3B, 0x82, 0x80, 0x01, 0x54, 0x53, 0x04]
    )

    /// Begins to say that it is a storage card, and does not say which.
    static let halfStorageCard = Self(
        "half-storage",
        "half a storage card",
        [.t1],
        answerToReset: [0x3B, 0x82, 0x80, 0x01, 0x80, 0x4F, 0xCC],
        otherAnswerToReset: [0x3B, 0x82, 0x80, 0x01, 0x80, 0x4F, 0xCC]
    )

    /// Looks like a GPK, and answers for PIV.
    static let otherFamily = Self(
        "other-family",
        "other family",
        [.t0],
        answerToReset: gemsafe.answerToReset,
        otherAnswerToReset: gemsafe.otherAnswerToReset,
        acceptsCommandChaining: true,
        hasPIV: true
    )
}
