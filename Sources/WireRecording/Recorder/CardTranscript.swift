import CTAPMessages
import DeviceTransport
import ISO7816

/// Decides which bytes of a card's traffic may be written down, and masks the others.
///
/// Only the parameters of commands that are known to carry no secret stay. PINs, keys and whatever a command that is
/// not listed may carry become zeros of the same length, even when the card refuses it. Data objects and files become
/// zeros too, since certificates, names and card numbers are personal; of those of PIV the structure stays, see
/// ``CardObjectRedaction``.
struct CardTranscript {
    /// What is left out, by the words that the header uses; a test can take any one away and see that the leak is found.
    enum Rule: String, CaseIterable {
        case commandBodies = "verify-bodies"
        case dataObjects = "data-object-bodies"
        case attributes = "serial-numbers"
    }

    /// The rules that are followed: all of them, but in a test.
    var rules = Set(Rule.allCases)
    private let campaign: CampaignKey
    private let unredacted: Set<PersonalData>
    private let allowedBodies: Set<RedactionPolicy.CommandCode>
    /// The instruction whose answer is being fetched, GET RESPONSE left out.
    private var subject: UInt8?
    /// The data of a chain of commands that is not finished (ISO/IEC 7816-4:2020, 5.3.3).
    private var chained: [UInt8] = []
    /// The parts of a chained NFCCTAP_MSG that have gone out.
    private var request: [UInt8] = []
    /// The data object whose parts are being fetched, if it is one that is known.
    private var object: CardObjectRedaction?

    init(_ redaction: Redaction) {
        campaign = redaction.campaign
        unredacted = Set(PersonalData.ofCards).subtracting(redaction.policy.hashed)
        allowedBodies = redaction.policy.allowedBodies.filter { !$0.isSecret }
    }

    /// - Throws: `refusedByGuard` for a PIN ceremony in a CTAP message, like on a report channel.
    mutating func command(_ command: [UInt8]) throws(TransportError) -> RecordedEvent.Kind {
        guard command.count >= 2 else {
            (subject, object) = (nil, nil)
            return .apdu(.out, MaskedBytes(command))
        }
        let instruction = Instruction(rawValue: command[1])
        if instruction != .getResponse {
            subject = command[1]
            object = CardObjectRedaction.requestedTag(whole(command))
                .map { CardObjectRedaction(tag: $0, campaign: campaign, unredacted: unredacted) }
        }
        try checkCTAP(command)
        let isAllowed = allowedBodies.contains(RedactionPolicy.CommandCode(command[0], command[1]))
        let isHidden = rules.contains(.commandBodies) && !isAllowed && !Self.isPlain(instruction, command)
        guard isHidden, command.count > 5 else { return .apdu(.out, MaskedBytes(command)) }
        let start = command[4] == 0 && command.count > 7 ? 7 : 5
        let mask = Mask(offset: start, length: command.count - start, rule: .redacted)
        return .apdu(.out, MaskedBytes(command, masks: [mask]))
    }

    /// A command with the data of those that were chained before it, as if it had come in one piece.
    private mutating func whole(_ command: [UInt8]) -> [UInt8] {
        guard command.count > 5, command[0] & 0xE0 == 0, command[4] != 0 else {
            chained = []
            return command
        }
        let data = chained + command.dropFirst(5).prefix(Int(command[4]))
        let isUnfinished = command[0] & 0x10 != 0 && data.count <= 255
        let isFirst = chained.isEmpty
        chained = isUnfinished ? data : []
        guard !isFirst, let count = UInt8(exactly: data.count) else { return command }
        return command.prefix(4) + [count] + data
    }

    mutating func answer(_ answer: [UInt8]) -> RecordedEvent.Kind {
        let readers: [Instruction] = [.getData, .getDataOdd, .readBinary, .readBinaryOdd, .readRecord, .readRecordOdd]
        guard rules.contains(.dataObjects), answer.count > 2, let subject,
            readers.contains(Instruction(rawValue: subject))
        else {
            return .apdu(.in, MaskedBytes(answer))
        }
        if let part = object?.part(Array(answer.dropLast(2))) {
            return .apdu(.in, MaskedBytes(part.bytes + answer.suffix(2), masks: part.masks))
        }
        return .apdu(.in, MaskedBytes(answer, masks: [Mask(offset: 0, length: answer.count - 2, rule: .redacted)]))
    }

    /// Attributes that tell one reader from another of its model, or where it is plugged in.
    func value(_ value: [UInt8], ofAttribute tag: UInt32) -> RecordedEvent.Kind {
        let personal = ReaderAttributeTag.names
            .union([ReaderAttributeTag.vendorSerialNumber, ReaderAttributeTag.channelID])
        let isHidden = rules.contains(.attributes) && personal.contains(tag)
        guard isHidden, !value.isEmpty else { return .value(MaskedBytes(value)) }
        // The upper half of the channel is the kind of bus (PC/SC part 3, 3.1.4), and tells no two readers apart.
        let length = tag == ReaderAttributeTag.channelID && value.count == 4 ? 2 : value.count
        return .value(MaskedBytes(value, masks: [Mask(offset: 0, length: length, rule: .redacted)]))
    }

    private static let ctapMessage: UInt8 = 0x10

    /// authenticatorClientPIN, getPINRetries by protocol one: no PIN is in it, and no secret in its answer.
    private static let chainable: [UInt8] = [0x06, 0xA2, 0x01, 0x01, 0x02, 0x01]

    private static func isPlain(_ instruction: Instruction, _ command: [UInt8]) -> Bool {
        let interindustry: [Instruction] = [
            .select, .getResponse, .getData, .getDataOdd, .readBinary, .readBinaryOdd, .readRecord, .readRecordOdd,
            .getChallenge, .manageChannel,
        ]
        if isCTAP(command) { return true }
        // Secure messaging and proprietary classes may wrap anything.
        return command[0] & 0xFC == 0 && interindustry.contains(instruction)
    }

    private static func isCTAP(_ command: [UInt8]) -> Bool {
        command[0] & 0xEF == 0x80 && command[1] == ctapMessage
    }

    /// NFCCTAP_MSG (CTAP 2.1, 11.3.5.1) carries what CTAPHID_CBOR carries, and is held to the same rules.
    ///
    /// Each part of a chain is written before the next is known, so a chain passes while it is the beginning of a request
    /// that is the same whoever sends it.
    private mutating func checkCTAP(_ command: [UInt8]) throws(TransportError) {
        let begun = request
        request = []
        guard Self.isCTAP(command), command.count > 5 else { return }
        let parsed = try? CommandAPDU(parsing: command)
        guard command[0] == 0x80, begun.isEmpty, let parsed else {
            guard let parsed, Self.chainable.starts(with: begun + parsed.data) else {
                throw TransportError(
                    .refusedByGuard,
                    operation: "record",
                    detail: "part of a chained NFCCTAP_MSG cannot be recorded"
                )
            }
            if command[0] != 0x80 { request = begun + parsed.data }
            return
        }
        var restriction = RecordingGuard()
        try restriction.check(CTAPHIDMessage(channel: 0, command: .cbor, payload: parsed.data))
        // The answer may come in parts, so a ceremony over NFC is refused whole.
        var transcript = CTAPTranscript()
        guard transcript.request(parsed.data, on: 0).masks.isEmpty, !CTAPTranscript.isAnsweredWithSecrets(parsed.data)
        else {
            throw TransportError(
                .refusedByGuard,
                operation: "record",
                detail: "a PIN ceremony over NFC cannot be recorded"
            )
        }
    }
}
