import CBORTree
import CTAPMessages

/// Puts masks over what CTAP2 messages may not leave behind, with one number for equal values.
///
/// Requests have passed ``RecordingGuard``, so their secrets lie where the table looks. Answers cannot be refused any
/// more: what is not where it should be is masked all the same.
struct CTAPTranscript {
    /// What is masked from here on.
    var fields: SecretFields
    private var classes: [MaskRule: [[UInt8]: Int]] = [:]
    /// The last request of each channel, which says how its answer is to be read.
    private var questions: [UInt32: Question] = [:]
    /// The last request of all, for an answer that comes on a wrong channel.
    private var lastQuestion: Question?
    /// The bytes of the large-blob array that the host has written, from offset 0 on.
    private var written: [UInt8] = []

    private struct Question {
        var command: CTAPCommand
        var subCommand: Int64?
        var offset: Int?
        var isAnsweredWithSecrets = false
    }

    init(fields: SecretFields = SecretFields()) {
        self.fields = fields
    }

    mutating func request(_ payload: [UInt8], on channel: UInt32) -> MaskedBytes {
        let command = CTAPCommand(rawValue: payload.first ?? 0)
        let tree = payload.count > 1 ? try? CBORItem(parsing: Array(payload.dropFirst())) : nil
        guard let tree else {
            remember(Question(command: command), on: channel)
            return MaskedBytes(payload)
        }
        let located = LocatedCBOR(tree, at: 1)
        let member: Int64 = command == .clientPIN ? 2 : 1
        let offset = command == .largeBlobs ? tree[3]?.integer.flatMap(Int.init(exactly:)) : nil
        let question = Question(
            command: command,
            subCommand: tree[member]?.integer,
            offset: offset,
            isAnsweredWithSecrets: Self.isAnsweredWithSecrets(command, tree)
        )
        remember(question, on: channel)
        if command == .largeBlobs, let bytes = tree[2]?.bytes { write(bytes, at: offset ?? 0) }
        return MaskedBytes(payload, masks: masks(fields.request(command), in: located, of: payload))
    }

    mutating func answer(_ payload: [UInt8], on channel: UInt32) -> MaskedBytes {
        guard let question = questions[channel] ?? lastQuestion, payload.count > 1 else { return MaskedBytes(payload) }
        guard let tree = try? CBORItem(parsing: Array(payload.dropFirst())) else {
            // No CBOR, so nobody knows what it is; without a ceremony before it, it can be no secret.
            guard question.command == .clientPIN, fields.rules.contains(.redacted) else { return MaskedBytes(payload) }
            return MaskedBytes(payload, masks: [Mask(1..<payload.count, .redacted)])
        }
        let located = LocatedCBOR(tree, at: 1)
        var masks = masks(
            fields.answer(to: question.command, subCommand: question.subCommand),
            in: located,
            of: payload
        )
        if question.command == .clientPIN, fields.rules.contains(.redacted) {
            let covered = masks.map(\.range)
            let others = located.stringRanges.filter { range in !covered.contains { $0.overlaps(range) } }
            masks = Self.united(masks, others.map { Mask($0, .redacted) })
        }
        if question.command == .largeBlobs, fields.rules.contains(.largeBlobs), let fragment = located[1],
            let offset = question.offset, let bytes = fragment.item.bytes, !bytes.isEmpty,
            offset >= 0, offset + bytes.count <= written.count, Array(written[offset..<offset + bytes.count]) == bytes
        {
            masks = Self.united(masks, fragment.stringRanges.map { Mask($0, .largeBlobs) })
        }
        return MaskedBytes(payload, masks: masks)
    }

    /// Whether the answer to a request may hold a key or a token.
    static func isAnsweredWithSecrets(_ payload: [UInt8]) -> Bool {
        guard let first = payload.first, let tree = try? CBORItem(parsing: Array(payload.dropFirst())) else {
            return false
        }
        return isAnsweredWithSecrets(CTAPCommand(rawValue: first), tree)
    }

    private static func isAnsweredWithSecrets(_ command: CTAPCommand, _ parameters: CBORItem) -> Bool {
        switch command {
        case .clientPIN: parameters[2]?.integer != 1 && parameters[2]?.integer != 7
        case .credentialManagement, .credentialManagementPreview: true
        case .makeCredential: parameters[6]?["largeBlobKey"] != nil
        case .getAssertion: parameters[4]?["largeBlobKey"] != nil
        default: false
        }
    }

    /// Whether a key or a token may be on its way, so that not even broken reports may be kept.
    var awaitsSecret: Bool { lastQuestion?.isAnsweredWithSecrets == true }

    private mutating func remember(_ question: Question, on channel: UInt32) {
        questions[channel] = question
        lastQuestion = question
    }

    private mutating func write(_ bytes: [UInt8], at offset: Int) {
        if offset == 0 { written = [] }
        guard offset == written.count, written.count + bytes.count <= 1 << 20 else { return }
        written += bytes
    }

    private mutating func masks(_ fields: [SecretFields.Field], in tree: LocatedCBOR, of payload: [UInt8]) -> [Mask] {
        var masks: [Mask] = []
        for field in fields {
            for place in tree.values(at: field.path) {
                for range in place.stringRanges {
                    // A length that the specification does not know cannot be played, but must not be kept either.
                    let isPlayable = field.rule.lengths?.contains(range.count) ?? true
                    let rule = isPlayable ? field.rule : .redacted
                    let number = rule.hasClass ? classNumber(rule, field, tree, Array(payload[range])) : nil
                    masks.append(Mask(range, rule, classNumber: number))
                }
            }
        }
        return masks.sorted { $0.offset < $1.offset }
    }

    /// Both coordinates of one key have its number, which follows from the x-coordinate and tells keys apart by both.
    private mutating func classNumber(
        _ rule: MaskRule,
        _ field: SecretFields.Field,
        _ tree: LocatedCBOR,
        _ bytes: [UInt8]
    ) -> Int {
        var value = bytes
        var kind = rule
        if field.path.last == .number(-2) || field.path.last == .number(-3) {
            let key = tree.values(at: Array(field.path.dropLast())).first
            value = (key?[-2]?.item.bytes ?? []) + (key?[-3]?.item.bytes ?? [])
            kind = rule == .hostKeyY ? .hostKeyX : rule == .deviceKeyY ? .deviceKeyX : rule
        }
        let number = classes[kind]?[value] ?? classes[kind]?.count ?? 0
        classes[kind, default: [:]][value] = number
        return number
    }

    /// Two lists of masks as one in rising order; where they overlap, the first list's stays.
    static func united(_ first: [Mask], _ second: [Mask]) -> [Mask] {
        guard !second.isEmpty else { return first }
        let others = second.filter { mask in !first.contains { $0.range.overlaps(mask.range) } }
        return (first + others).sorted { $0.offset < $1.offset }
    }
}
