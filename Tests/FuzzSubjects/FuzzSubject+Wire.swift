import CBORTree
import CTAPMessages
import ISO7816

extension FuzzSubject {
    /// CBOR and the CTAP answers that are made of it.
    static let cbor = FuzzSubject(
        "cbor",
        seeds: [
            ([1: ["FIDO_2_1", "U2F_V2"], 3: .bytes([UInt8](repeating: 7, count: 16)), 4: ["rk": true]] as CBORItem)
                .encoded(),
            ([3: 8, 4: false] as CBORItem).encoded(), [0x9F, 0x01, 0xFF], [0xBF, 0x61, 0x61, 0xF9, 0x7E, 0x00, 0xFF],
            [0xC2, 0x49, 0x01, 0, 0, 0, 0, 0, 0, 0, 0], [0x5F, 0x42, 1, 2, 0x41, 3, 0xFF], [0xFB] + [UInt8](1...8),
        ]
    ) { bytes in
        _ = try? AuthenticatorInformation(parsing: bytes)
        _ = try? RetriesResponse(parsing: bytes)
        guard let item = try? CBORItem(parsing: bytes) else { return }
        precondition(item.encoded() == bytes, "CBOR that was read is written otherwise")
        _ = (item.diagnostic, item.canonicalFindings())
    }

    /// Reports of a key, put together into messages; and what a key says of its interface.
    static let ctaphid = FuzzSubject(
        "ctaphid",
        maximumLength: 64 * 40,
        seeds: [
            message(.cbor, 178), message(.ping, 57), message(.initialize, 17),
            Array(message(.ping, 300).prefix(128)) + message(.initialize, 8),
            [0x06, 0xD0, 0xF1, 0x09, 0x01, 0xA1, 0x01, 0x09, 0x20, 0x75, 0x08, 0x95, 0x40, 0x81, 0x02, 0xC0],
        ]
    ) { bytes in
        _ = try? HIDReportDescriptor(parsing: bytes)
        _ = try? CTAPHIDInitializeResponse(parsing: bytes)
        var assembler = CTAPHIDAssembler()
        var rest = bytes[...]
        while !rest.isEmpty {
            let report = Array(rest.prefix(CTAPHIDMessage.reportLength))
            rest = rest.dropFirst(CTAPHIDMessage.reportLength)
            guard let message = try? assembler.accept(report) else { continue }
            var again = CTAPHIDAssembler()
            var copy: CTAPHIDMessage?
            for report in (try? message.reports()) ?? [] { copy = (try? again.accept(report)) ?? copy }
            precondition(copy == message, "a message that was put together is cut otherwise")
        }
    }

    /// Commands to a card and its answers.
    static let apdu = FuzzSubject(
        "apdu",
        maximumLength: 66_000,
        seeds: [
            [0x00, 0xA4, 0x04, 0x00, 0x05, 1, 2, 3, 4, 5, 0x00], [0x00, 0xC0, 0x00, 0x00, 0x10],
            [0x80, 0x10, 0x00, 0x00, 0x00, 0x00, 0x02, 0xAA, 0xBB, 0x00, 0x00],
            [0x00, 0xB0, 0x00, 0x00, 0x00, 0x00, 0x00],
            [0x00, 0x20, 0x00, 0x80], [0x61, 0x10], [0x90, 0x00],
        ]
    ) { bytes in
        if let answer = try? ResponseAPDU(parsing: bytes) {
            precondition(answer.encoded() == bytes, "an answer that was read is written otherwise")
            _ = "\(answer.statusWord)"
        }
        guard let command = try? CommandAPDU(parsing: bytes) else { return }
        guard let written = try? command.encoded(), let again = try? CommandAPDU(parsing: written) else {
            preconditionFailure("a command that was read cannot be written")
        }
        precondition(again == command, "a command that was read is written otherwise")
    }

    /// Data objects inside one another.
    static let tlv = FuzzSubject(
        "tlv",
        seeds: [
            BERTLV(tag: 0x6F, containing: [BERTLV(tag: 0x84, value: [1, 2, 3]), BERTLV(tag: 0x7F49, value: [])])
                .encoded(),
            BERTLV(tag: 0x5FC1_05, value: [UInt8](repeating: 1, count: 300)).encoded(), [0x00, 0x53, 0x81, 0x01, 0xFF],
        ]
    ) { bytes in
        guard let objects = try? BERTLV.sequence(parsing: bytes) else { return }
        let written = objects.flatMap { $0.encoded() }
        precondition(
            (try? BERTLV.sequence(parsing: written)) == objects,
            "objects that were read are written otherwise"
        )
        var level = objects
        while !level.isEmpty { level = level.flatMap { $0.isConstructed ? (try? $0.children()) ?? [] : [] } }
    }

    /// What a card says at power-on.
    static let answerToReset = FuzzSubject(
        "atr",
        maximumLength: 64,
        seeds: [
            [0x3B, 0x00], [0x3B, 0x9B, 0x18, 0x81, 0x31, 0xFE, 0x45, 0x80] + [UInt8](repeating: 0x30, count: 11),
            [0x3F, 0x65, 0x25, 0x08, 0x22, 0x04, 0x68, 0x90, 0x00], [0x3B, 0x80, 0x80, 0x01, 0x01],
            [0x3B, 0xF0, 0x11, 0, 0, 0xF1, 0x20, 0, 0, 0x1F, 0xC0, 0x2C],
        ]
    ) { bytes in
        guard let answer = try? AnswerToReset(parsing: bytes) else { return }
        precondition(answer.bytes == bytes, "an answer to reset is not kept as it was")
        _ = answer.problems
    }

    private static func message(_ command: CTAPHIDCommand, _ count: Int) -> [UInt8] {
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let message = CTAPHIDMessage(channel: 0x0BAD_CAFE, command: command, payload: payload)
        return ((try? message.reports()) ?? []).flatMap { $0 }
    }
}
