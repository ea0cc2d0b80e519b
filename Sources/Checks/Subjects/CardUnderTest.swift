package import DeviceTransport
package import ISO7816

/// A card as one check sees it: a guarded channel and what its reader is.
package final class CardUnderTest: CheckSubject {
    package static let kind = CheckedKind.smartCard

    package let channel: any SmartCardChannel
    package let context: CheckContext
    let record: CardRecord?

    /// Checks of one run share a record of their card.
    package init(
        _ channel: any SmartCardChannel,
        allowing allowance: SubjectAllowance,
        context: CheckContext,
        record: CardRecord? = nil
    ) {
        self.channel = allowance.guarding(channel)
        self.context = context
        self.record = record
    }

    /// Sends a command as it is and splits the answer.
    package func transmit(_ bytes: [UInt8]) throws(CheckEnd) -> ResponseAPDU {
        let answer: [UInt8]
        do throws(TransportError) {
            answer = try channel.transmit(bytes, within: context.timing.answer)
        } catch {
            throw Self.end(of: error)
        }
        do {
            return try ResponseAPDU(parsing: answer)
        } catch {
            throw .failed("the card answers with \(error)")
        }
    }

    package func transmit(_ command: CommandAPDU) throws(CheckEnd) -> ResponseAPDU {
        guard let bytes = try? command.encoded() else { throw .notRun(.us, "a command that cannot be written") }
        if [0x20, 0x24, 0x2C].contains(command.instruction), !command.data.isEmpty { record?.expectChange() }
        return try transmit(bytes)
    }

    /// Sends a command and sees its answer through `61xx` and `6Cxx`.
    package func exchange(_ command: CommandAPDU) throws(CheckEnd) -> ResponseAPDU {
        do throws(TransportError) {
            return try channel.exchange(command, within: context.timing.answer)
        } catch {
            throw Self.end(of: error)
        }
    }

    /// SELECT by name, first or only occurrence (ISO/IEC 7816-4:2020, 11.2.2).
    package func select(_ application: [UInt8]) throws(CheckEnd) -> ResponseAPDU {
        try exchange(CommandAPDU(instruction: 0xA4, p1: 0x04, data: application, expectedLength: 256))
    }

    package func reset(_ kind: CardReset) throws(CheckEnd) -> [UInt8] {
        do throws(TransportError) {
            return try channel.reset(kind, within: context.timing.answer)
        } catch {
            throw Self.end(of: error)
        }
    }

    /// A card that is there and does not answer is at fault, and not the bench.
    private static func end(of error: TransportError) -> CheckEnd {
        switch error.code {
        case .deadlineExceeded, .unresponsiveCard: .mute(error.reason)
        default: .unreachable(error)
        }
    }

    /// The answer to reset taken apart.
    package func answerToReset() throws(CheckEnd) -> AnswerToReset {
        do {
            return try AnswerToReset(parsing: channel.answerToReset)
        } catch {
            throw .failed("the answer to reset is none: \(error)")
        }
    }
}
