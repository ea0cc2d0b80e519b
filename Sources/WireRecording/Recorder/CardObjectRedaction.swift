import Octets

/// Decides what of a PIV data object may stand in a recording, as its parts come (NIST SP 800-73-4 part 1, appendix A).
///
/// Structure stays: tags, lengths, algorithms, sizes, days of validity, the issuer. What tells who the holder is, or which
/// card it is, becomes a keyed hash of the same length, so that equal values can be told to be equal; what identifies and
/// is of no use, such as keys and signatures, becomes zeros. So does everything that is not understood, and a
/// value in whose middle a part ends, since half of it has no hash.
struct CardObjectRedaction {
    private let tag: UInt32
    private let campaign: CampaignKey
    /// Kinds that stay as they are, for a test that a canary under each would be heard.
    private let unredacted: Set<PersonalData>
    /// All of the object that has come so far.
    private var bytes: [UInt8] = []

    /// More than any object of PIV; what comes beyond is zeros.
    private static let maximumBytes = 16_384

    init(tag: UInt32, campaign: CampaignKey, unredacted: Set<PersonalData> = []) {
        self.tag = tag
        self.campaign = campaign
        self.unredacted = unredacted
    }

    /// The object that GET DATA asks for by a list of one tag; `nil` for every other command.
    static func requestedTag(_ command: [UInt8]) -> UInt32? {
        guard command.count > 7, command[1] == 0xCB, command[2] == 0x3F, command[3] == 0xFF else { return nil }
        let data = command[4] == 0 ? command.dropFirst(7) : command.dropFirst(5)
        let list = Array(data.prefix(5))
        guard list.count >= 3, list[0] == 0x5C, (1...3).contains(list[1]), list.count >= 2 + Int(list[1]) else {
            return nil
        }
        return list[2..<2 + Int(list[1])].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The next part of the answer, without its status word, as it may be written.
    mutating func part(_ part: [UInt8]) -> MaskedBytes {
        let start = bytes.count
        guard start + part.count <= Self.maximumBytes else {
            bytes = [UInt8](repeating: 0, count: Self.maximumBytes)
            return MaskedBytes(part, masks: part.isEmpty ? [] : [Mask(0..<part.count, .redacted)])
        }
        bytes += part
        let treatments = CardObjectMap(bytes, tag: tag).treatments
        var written = part
        var masks: [Mask] = []
        for position in part.indices {
            switch treatments[start + position] {
            case .keep:
                continue
            case .hash(let kind, let range)
            where unredacted.contains(kind) || range.lowerBound >= start && range.upperBound <= bytes.count:
                if unredacted.contains(kind) { continue }
                let hash = campaign.hash(Array(bytes[range]), as: kind).filling(range.count)
                written[position] = Self.spelled(
                    hash[start + position - range.lowerBound],
                    kind,
                    isFirst: start + position == range.lowerBound
                )
            case .hash, .zero:
                if let last = masks.last, last.range.upperBound == position {
                    masks[masks.count - 1] = Mask(last.offset..<position + 1, .redacted)
                } else {
                    masks.append(Mask(position..<position + 1, .redacted))
                }
            }
        }
        return MaskedBytes(written, masks: masks)
    }

    /// A byte of a hash in the form of what it stands for: letters in a name, a positive number in a serial number.
    private static func spelled(_ byte: UInt8, _ kind: PersonalData, isFirst: Bool) -> UInt8 {
        switch kind {
        case .certificateSubject: UInt8(ascii: "a") + byte & 0x0F
        case .certificateSerial where isFirst: byte & 0x3F | 0x40
        default: byte
        }
    }
}
