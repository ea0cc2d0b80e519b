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
    private static let unreadable: Set<CheckID> = ["atr.tck", "atr.proto", "pr.active", "ap.chain", "ap.ext"]

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
        CardSabotage("ap.61xx", fault: .remainderLost, model: .plainT0, also: ["ap.sel-isd"]),
        CardSabotage("ap.6cxx", fault: .wrongExactLength, model: .plainT0),
        CardSabotage("ap.chain", fault: .chainingRefused),
        CardSabotage("ap.chain", fault: .chainForgotten),
        CardSabotage("ap.ext", fault: .extendedRefused),
        CardSabotage("ap.getdata", "ap.long", fault: .objectsCutShort),
        CardSabotage("ap.ext", fault: .byteFlipped),
        CardSabotage(
            "ap.no-object",
            fault: .status(0x6A80, insteadOf: 0x6A82),
            also: ["ap.sel-none", "ap.sel-isd", "ap.sel-fido", "ap.sel-auth"]
        ),
        CardSabotage("ap.status", fault: .garbageStatus, also: selections.union(["ap.bad-p1p2"])),
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
}
