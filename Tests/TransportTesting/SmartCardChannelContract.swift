package import DeviceTransport
import ISO7816
package import SoftwareCard

/// What every channel to a card must do, whatever lies behind it.
///
/// The closure opens a channel to a fresh ``SoftwareCard`` of the given model, on the thread that it is then used on; each
/// rule gets a new one.
package struct SmartCardChannelContract {
    /// One clause of the contract; the name says what must hold.
    package enum Rule: String, CaseIterable, Sendable, CustomStringConvertible {
        case hasAName
        case answerToResetIsTheCardsOwn
        case activeProtocolIsOffered
        case selectionIsAnswered
        case refusalIsAnAnswer
        case answerInPartsPassesUnchanged
        case exchangeCollectsTheParts
        case extendedLengthPasses
        case longCommandPasses
        case exactLengthIsAskedForAgain
        case resetForgetsTheSelection
        case resetGivesTheNewAnswer
        case transactionIsEnded
        case endNeedsABeginning
        case reconnectionKeepsTheCard
        case closedChannelRefuses
        case closingTwiceDoesNothing

        package var description: String { rawValue }
    }

    /// A rule that does not hold, and how it shows.
    package struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
        package let rule: Rule
        package let explanation: String

        package var description: String { "\(rule): \(explanation)" }
    }

    static let patience = Duration.seconds(5)

    let model: CardModel
    private let makeChannel: () throws -> any SmartCardChannel

    package init(for model: CardModel, _ makeChannel: @escaping () throws -> any SmartCardChannel) {
        self.model = model
        self.makeChannel = makeChannel
    }

    /// The rules that a card of this model can show.
    package static func rules(for model: CardModel) -> [Rule] {
        Rule.allCases.filter { rule in
            switch rule {
            // A FIDO applet alone has no object that needs it; `nfc.ext` sends it such a command.
            case .extendedLengthPasses: model.acceptsExtendedLength && model.hasPIV
            case .answerInPartsPassesUnchanged, .exchangeCollectsTheParts: model.hasPIV
            case .longCommandPasses: model.hasPIV
            case .exactLengthIsAskedForAgain: model.transmissionProtocol == .t0
            default: true
            }
        }
    }

    /// Tries one rule on a fresh channel.
    ///
    /// - Throws: ``Violation``, or what the channel throws where it must not.
    package func check(_ rule: Rule) throws {
        let channel = try makeChannel()
        defer { channel.close() }
        let trial = SmartCardTrial(rule: rule, channel: channel, model: model)
        switch rule {
        case .hasAName: try trial.require(!channel.readerName.isEmpty, "the name is empty")
        case .answerToResetIsTheCardsOwn: try trial.compareAnswerToReset()
        case .activeProtocolIsOffered: try trial.compareProtocol()
        case .selectionIsAnswered: try trial.select()
        case .refusalIsAnAnswer: try trial.refuse()
        case .answerInPartsPassesUnchanged: try trial.readInParts()
        case .exchangeCollectsTheParts: try trial.collectParts()
        case .extendedLengthPasses: try trial.readExtended()
        case .longCommandPasses: try trial.sendLongCommand()
        case .exactLengthIsAskedForAgain: try trial.askForExactLength()
        case .resetForgetsTheSelection: try trial.forgetSelection()
        case .resetGivesTheNewAnswer: try trial.resetBothWays()
        case .transactionIsEnded: try trial.holdTransaction()
        case .endNeedsABeginning: try trial.endTooOften()
        case .reconnectionKeepsTheCard: try trial.connectAgain()
        case .closedChannelRefuses: try trial.useAfterClosing()
        case .closingTwiceDoesNothing:
            channel.close()
            channel.close()
            try trial.useAfterClosing()
        }
    }
}
