import Checks
import SoftwareCard
import Testing
import TransportTesting

/// A PC/SC service that breaks a rule, and who finds it out: the rules are the service's, and no card's or reader's.
struct DaemonSabotage: Sendable, CustomTestStringConvertible {
    let meant: Set<CheckID>
    /// Others that find it as well.
    let others: Set<CheckID>
    let fault: SoftwareDaemon.Fault
    let card: CardModel

    var finders: Set<CheckID> { others.union(meant) }
    var testDescription: String { "\(meant.sorted().map(\.rawValue).joined(separator: ", ")) \(fault)" }

    init(
        _ meant: CheckID...,
        fault: SoftwareDaemon.Fault,
        card: CardModel = .pivT1,
        also others: Set<CheckID> = []
    ) {
        self.meant = Set(meant)
        self.others = others
        self.fault = fault
        self.card = card
    }

    static let all: [DaemonSabotage] = [
        DaemonSabotage("co.txn", fault: .transactionKeepsNobodyOut),
        DaemonSabotage("co.txn", fault: .transactionIsNeverGiven, also: ["co.txn-extra-end"]),
        DaemonSabotage("co.txn-extra-end", fault: .anyoneMayEnd),
        DaemonSabotage("co.txn-extra-end", fault: .endIsMisreported),
        DaemonSabotage("co.txn-reset", fault: .resetIsSecret),
        DaemonSabotage("co.txn-exclusive", fault: .aloneIsShared),
        DaemonSabotage("pr.t0", fault: .protocolIsAnEcho),
        DaemonSabotage("pr.t1", fault: .protocolIsAnEcho, card: .plainT0),
        DaemonSabotage("pr.any", fault: .protocolIsSecret, also: ["pr.t1"]),
        DaemonSabotage("pr.raw-direct", fault: .directIsRefused),
        DaemonSabotage("co.timeout", fault: .hasty, also: ["co.cancel"]),
        DaemonSabotage("co.timeout", fault: .late),
        DaemonSabotage("co.timeout", "co.cancel", fault: .nervous),
        DaemonSabotage("co.cancel", fault: .cancelIsLost),
        DaemonSabotage("co.insert-detect", fault: .counterStandsStill),
        DaemonSabotage("co.insert-detect", fault: .insertionIsSecret, also: ["co.removal-mid"]),
        DaemonSabotage("co.removal-mid", fault: .removalIsSecret),
    ]
}
