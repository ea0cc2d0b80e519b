import Checks
import DeviceTransport
import ISO7816

extension Check where Subject == ReaderUnderTest {
    static let readerExtended = Self(
        "rd.ext",
        "a reader that announces extended length carries it",
        clause: .pcsc(part: 10, "2.6.14"),
        because: """
            Announced and carried are two things, and middleware believes the first. The card has to know extended length too,
            so that a refusal is the reader's own.
            """
    ) { reader throws(CheckEnd) in
        let card = try reader.card()
        guard try reader.property(ReaderProperty.maximumAPDUDataSize) > 256 else {
            throw .notApplicable("the reader announces short commands alone")
        }
        guard let flags = try card.answerToReset().capabilityFlags, flags & 0x40 != 0 else {
            throw .notApplicable("the card in the reader does not announce extended length")
        }
        var command = CommandAPDU(
            instruction: 0xA4,
            p1: 0x04,
            data: ApplicationIdentifier.piv.bytes,
            expectedLength: 256
        )
        let short = try card.exchange(command)
        (command.lengthForm, command.expectedLength) = (.extended, 65_536)
        let long: ResponseAPDU
        do throws(CheckEnd) {
            long = try card.transmit(command)
        } catch {
            guard case .unreachable(let trouble) = error,
                [.inputOutput, .unsupported, .unclassified].contains(trouble.code)
            else { throw error }
            throw .failed("the reader does not carry an extended command: \(trouble)")
        }
        try demand(
            long.statusWord == short.statusWord,
            "\(short.statusWord) in short length, \(long.statusWord) in extended"
        )
        try demand(long.data == short.data, "the answer in extended length has other bytes than in short length")
    }
}
