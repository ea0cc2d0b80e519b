extension Set<CardFault> {
    /// What becomes of a right answer, as bytes.
    func spoil(_ reply: CardReply, to command: [UInt8]) -> [UInt8] {
        var answer = reply.encoded
        // In a fixed order, since a set has none.
        for fault in sorted(by: { $0.description < $1.description }) {
            switch fault {
            case .wrongLength:
                answer = Array(answer.prefix(1))
            case .status(let status, let other):
                guard reply.status == other else { continue }
                answer = CardReply(reply.data, status).encoded
            case .garbageStatus:
                answer = CardReply(reply.data, 0x4242).encoded
            case .noCounter:
                guard reply.status & 0xFFF0 == 0x63C0 else { continue }
                answer = CardReply(reply.data, 0x6300).encoded
            case .wrongExactLength:
                guard reply.status & 0xFF00 == 0x6C00 else { continue }
                answer = CardReply(reply.data, 0x6C00 | (reply.status + 1) & 0xFF).encoded
            case .byteFlipped:
                guard command.count > 1, command[1] == 0xC0, reply.data.count > 0 else { continue }
                answer[reply.data.count / 2] ^= 0x01
            default:
                continue
            }
        }
        return answer
    }

    /// What becomes of a right answer to reset.
    func spoil(_ answer: [UInt8]) -> [UInt8] {
        if contains(.unresponsiveToReset) { return [] }
        if contains(.answerToResetCutShort) { return Array(answer.dropLast(3)) }
        guard contains(.wrongCheckByte) else { return answer }
        // Where T=0 alone is offered no check byte belongs (ISO/IEC 7816-3:2006, 8.2.5), and one more byte is wrong.
        let isChecked = answer.dropFirst().reduce(0, ^) == 0
        return isChecked ? answer.dropLast() + [(answer.last ?? 0) ^ 0x55] : answer + [0x55]
    }
}
