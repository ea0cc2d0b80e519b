import DeviceTransport
import ISO7816
import SoftwareCard

/// One rule of the smartcard contract on one channel.
struct SmartCardTrial {
    let rule: SmartCardChannelContract.Rule
    let channel: any SmartCardChannel
    let model: CardModel

    private static let cardManager: [UInt8] = [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00, 0x00]
    private static let piv: [UInt8] = [0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00]
    /// Certificates, one of them longer than two kilobytes; see `PIVObject`.
    private static let objects: [(tag: [UInt8], minimum: Int)] = [
        ([0x5F, 0xC1, 0x05], 257), ([0x5F, 0xC1, 0x0B], 2_049),
    ]

    func require(_ condition: Bool, _ explanation: @autoclosure () -> String) throws {
        guard condition else {
            throw SmartCardChannelContract.Violation(rule: rule, explanation: explanation())
        }
    }

    func compareAnswerToReset() throws {
        try require(channel.answerToReset == model.answerToReset, "it is \(channel.answerToReset)")
        _ = try AnswerToReset(parsing: channel.answerToReset)
    }

    func compareProtocol() throws {
        guard let active = channel.activeProtocol else { return try require(false, "there is none") }
        let answer = try AnswerToReset(parsing: channel.answerToReset)
        try require(answer.offers(active), "\(active.rawValue) is not offered")
    }

    func select() throws {
        let answer = try exchange(Self.select(Self.cardManager))
        try require(answer.statusWord == .success, "\(answer.statusWord)")
        try require(answer.data.first == 0x6F, "no file control information came back")
    }

    func refuse() throws {
        let answer = try transmit([0x00, 0x01, 0x00, 0x00])
        try require(answer == [0x6D, 0x00], "\(answer) came back for an unknown instruction")
    }

    /// The channel itself must not fetch the rest: what lies between it and the caller has to see each command.
    func readInParts() throws {
        try selectPIV()
        let answer = try transmit(try Self.getData(Self.objects[0].tag).encoded())
        try require(answer.suffix(2).first == 0x61, "the answer ends with \(answer.suffix(2))")
        try require(answer.count <= 258, "\(answer.count) bytes came back for a short Le")
    }

    func collectParts() throws {
        try selectPIV()
        for object in Self.objects {
            let answer = try exchange(Self.getData(object.tag))
            try require(answer.statusWord == .success, "\(answer.statusWord)")
            try require(answer.data.count >= object.minimum, "\(answer.data.count) bytes came back")
            let isWhole = answer.data.starts(with: [0x53, 0x82]) && answer.data.suffix(2) == [0xFE, 0x00]
            try require(isWhole, "no whole object came back: \(answer.data.prefix(4)) … \(answer.data.suffix(2))")
        }
    }

    func readExtended() throws {
        try selectPIV()
        for object in Self.objects {
            var command = Self.getData(object.tag)
            let inParts = try exchange(command)
            command.expectedLength = 0x1_0000
            let atOnce = try transmit(try command.encoded(extended: true))
            try require(atOnce == inParts.encoded(), "the answer at once differs from the answer in parts")
        }
    }

    /// A command with all the data that its length form holds reaches the card whole, which refuses it by content.
    func sendLongCommand() throws {
        try selectPIV()
        let count = model.acceptsExtendedLength ? 3_000 : 255
        var command = Self.getData([])
        command.data = [UInt8](repeating: 0x5C, count: count)
        command.expectedLength = nil
        let answer = try transmit(try command.encoded(extended: count > 255))
        try require(answer == [0x6A, 0x80], "\(answer) came back")
    }

    func askForExactLength() throws {
        let command = CommandAPDU(
            instructionClass: 0x80,
            instruction: 0xCA,
            p1: 0x9F,
            p2: 0x7F,
            expectedLength: 256
        )
        let answer = try transmit(try command.encoded())
        try require(answer == [0x6C, 0x2D], "\(answer) came back for too large an Le")
        let whole = try exchange(command)
        try require(whole.statusWord == .success && whole.data.count == 0x2D, "\(whole.data.count) bytes came back")
    }

    func forgetSelection() throws {
        guard model.hasPIV else { return try select() }
        for kind in CardReset.allCases {
            try selectPIV()
            _ = try channel.reset(kind, within: SmartCardChannelContract.patience)
            let answer = try exchange(Self.getData(Self.objects[0].tag))
            try require(answer.statusWord == .instructionNotSupported, "\(answer.statusWord) after a \(kind) reset")
        }
    }

    func resetBothWays() throws {
        for kind in CardReset.allCases {
            let answer = try channel.reset(kind, within: SmartCardChannelContract.patience)
            try require(answer == model.answerToReset, "\(answer) came back from a \(kind) reset")
            try require(channel.answerToReset == answer, "the channel still tells \(channel.answerToReset)")
            try select()
        }
    }

    /// One that is begun twice has to be ended twice, and the card is of use all the while.
    func holdTransaction() throws {
        for _ in 0..<2 { try channel.beginTransaction(within: SmartCardChannelContract.patience) }
        try select()
        for _ in 0..<2 { try channel.endTransaction(within: SmartCardChannelContract.patience) }
        try select()
    }

    func endTooOften() throws {
        try channel.beginTransaction(within: SmartCardChannelContract.patience)
        try channel.endTransaction(within: SmartCardChannelContract.patience)
        do throws(TransportError) {
            try channel.endTransaction(within: SmartCardChannelContract.patience)
        } catch {
            return try require(error.original?.name == "SCARD_E_NOT_TRANSACTED", "\(error)")
        }
        try require(false, "a second end worked")
    }

    func connectAgain() throws {
        for sharing in [CardSharing.exclusive, .shared] {
            try channel.reconnect(as: sharing, within: SmartCardChannelContract.patience)
            try require(channel.answerToReset == model.answerToReset, "it is \(channel.answerToReset) afterwards")
            try select()
        }
    }

    func useAfterClosing() throws {
        channel.close()
        try refuses("transmit") { try transmit([0x00, 0x01, 0x00, 0x00]) }
        try refuses("reset") { try channel.reset(.warm, within: SmartCardChannelContract.patience) }
        try refuses("attribute") { try channel.attribute(0x0009_0303, within: SmartCardChannelContract.patience) }
        try refuses("control") { try channel.control(0x4200_0D48, [], within: SmartCardChannelContract.patience) }
        try refuses("begin") {
            try channel.beginTransaction(within: SmartCardChannelContract.patience)
            return []
        }
        try refuses("reconnect") {
            try channel.reconnect(as: .shared, within: SmartCardChannelContract.patience)
            return []
        }
    }

    private func refuses(_ call: String, _ body: () throws -> [UInt8]) throws {
        do {
            _ = try body()
        } catch is TransportError {
            return
        }
        try require(false, "\(call) worked on a closed channel")
    }

    private func selectPIV() throws {
        let answer = try exchange(Self.select(Self.piv))
        try require(answer.statusWord == .success && answer.data.first == 0x61, "\(answer.statusWord) for SELECT")
    }

    private func transmit(_ command: [UInt8]) throws -> [UInt8] {
        try channel.transmit(command, within: SmartCardChannelContract.patience)
    }

    private func exchange(_ command: CommandAPDU) throws -> ResponseAPDU {
        try channel.exchange(command, within: SmartCardChannelContract.patience)
    }

    private static func select(_ identifier: [UInt8]) -> CommandAPDU {
        CommandAPDU(instruction: 0xA4, p1: 0x04, data: identifier, expectedLength: 256)
    }

    private static func getData(_ tag: [UInt8]) -> CommandAPDU {
        let list = [0x5C, UInt8(truncatingIfNeeded: tag.count)] + tag
        return CommandAPDU(instruction: 0xCB, p1: 0x3F, p2: 0xFF, data: list, expectedLength: 256)
    }
}
