import CBORTree
import struct Crypto.SHA256
import CTAPMessages

/// Puts keyed hashes in the place of what a key tells of people: their names and handles, who their credentials are for.
///
/// Lengths stay, and equal values have equal hashes, so a host that sends back what it was told sends back hashes and the
/// replay holds. What the host brought by itself stays unless the policy says otherwise, since it will bring that again; so
/// does what a key has signed, since no signature would verify.
struct KeyRedaction {
    /// Who told a value first.
    private enum Teller {
        case host, key
        /// The key, in bytes that it signed.
        case signature
    }

    private let policy: RedactionPolicy
    private let campaign: CampaignKey
    private let told: ToldValues
    /// The last command of each channel, which says how its answer is to be read.
    private var questions: [RecordedChannelID: CTAPCommand] = [:]
    private var lastQuestion: CTAPCommand?
    /// Where a registration of U2F waits for its answer.
    private var registrations: Set<RecordedChannelID> = []

    init(_ redaction: Redaction, told: ToldValues = ToldValues()) {
        self.told = told
        policy = redaction.policy
        campaign = redaction.campaign
    }

    /// Whether personal data may be on its way, so that not even broken reports may be kept.
    var awaitsPersonalData: Bool {
        guard policy.concernsKeys else { return false }
        guard registrations.isEmpty else { return true }
        guard let command = lastQuestion else { return false }
        return !PersonalFields.answer(to: command).isEmpty || PersonalFields.authenticatorData(of: command) != nil
    }

    /// The payload of a request as it may be written; what is neither CTAPHID_CBOR nor CTAPHID_MSG names nobody.
    mutating func request(
        _ payload: [UInt8],
        of envelope: CTAPHIDCommand,
        on channel: RecordedChannelID
    ) -> [UInt8] {
        guard policy.concernsKeys else { return payload }
        registrations.remove(channel)
        if envelope == .message {
            if PersonalU2FFields.isRegistration(payload) { registrations.insert(channel) }
            return replaced(payload, PersonalU2FFields.request(payload), toldBy: .host)
        }
        guard envelope == .cbor else { return payload }
        let command = CTAPCommand(rawValue: payload.first ?? 0)
        questions[channel] = command
        lastQuestion = command
        return replaced(payload, PersonalFields.request(command), toldBy: .host)
    }

    /// The payload of an answer to it.
    mutating func answer(
        _ payload: [UInt8],
        of envelope: CTAPHIDCommand,
        on channel: RecordedChannelID
    ) -> [UInt8] {
        guard policy.concernsKeys else { return payload }
        if envelope == .message {
            guard registrations.remove(channel) != nil else { return payload }
            return replaced(payload, PersonalU2FFields.registration(payload), toldBy: .signature)
        }
        guard envelope == .cbor, let command = questions[channel] ?? lastQuestion else { return payload }
        let signed = replacedInSignedData(payload, command)
        return replaced(signed, PersonalFields.answer(to: command), toldBy: .key)
    }

    private func replaced(
        _ payload: [UInt8],
        _ places: [PersonalU2FFields.Place],
        toldBy teller: Teller
    ) -> [UInt8] {
        var bytes = payload
        for place in places where policy.hashed.contains(place.kind) {
            let new = value(Array(payload[place.range]), place.kind, isText: false, toldBy: teller)
            bytes.replaceSubrange(place.range, with: new)
        }
        return bytes
    }

    private func replaced(
        _ payload: [UInt8],
        _ fields: [PersonalFields.Field],
        toldBy teller: Teller
    ) -> [UInt8] {
        guard !fields.isEmpty, payload.count > 1, let tree = try? CBORItem(parsing: Array(payload.dropFirst())) else {
            return payload
        }
        let located = LocatedCBOR(tree, at: 1)
        var bytes = payload
        for field in fields where policy.hashed.contains(field.kind) {
            for place in located.values(at: field.path) {
                guard let range = place.stringRanges.first, place.stringRanges.count == 1 else { continue }
                let isText = place.item.text != nil
                let new = value(Array(payload[range]), field.kind, isText: isText, toldBy: teller)
                bytes.replaceSubrange(range, with: new)
            }
        }
        return bytes
    }

    /// Authenticator data: the hash of the relying party, and with attested data the credential's id (CTAP 2.1, 6.1).
    private func replacedInSignedData(_ payload: [UInt8], _ command: CTAPCommand) -> [UInt8] {
        guard let member = PersonalFields.authenticatorData(of: command), payload.count > 1,
            let tree = try? CBORItem(parsing: Array(payload.dropFirst())),
            let place = LocatedCBOR(tree, at: 1)[member], let data = place.item.bytes, data.count >= 37,
            let start = place.stringRanges.first?.lowerBound, place.stringRanges.count == 1
        else { return payload }
        var bytes = payload
        func replace(_ range: Range<Int>, _ kind: PersonalData) {
            guard policy.hashed.contains(kind) else { return }
            let new = value(Array(data[range]), kind, isText: false, toldBy: .signature)
            bytes.replaceSubrange(start + range.lowerBound..<start + range.upperBound, with: new)
        }
        replace(0..<32, .relyingParty)
        guard data[32] & 0x40 != 0, data.count >= 55 else { return bytes }
        let length = Int(data[53]) << 8 | Int(data[54])
        if length <= data.count - 55 { replace(55..<55 + length, .credentialID) }
        return bytes
    }

    /// A value as it may be written: itself, or its hash.
    private func value(
        _ value: [UInt8],
        _ kind: PersonalData,
        isText: Bool,
        toldBy teller: Teller
    ) -> [UInt8] {
        told.withValues { self.value(value, kind, isText: isText, toldBy: teller, &$0) }
    }

    private func value(
        _ value: [UInt8],
        _ kind: PersonalData,
        isText: Bool,
        toldBy teller: Teller,
        _ told: inout ToldValues.Values
    ) -> [UInt8] {
        if let known = told.replacements[kind]?[value] { return known }
        if value.isEmpty || told.kept.contains(value) { return value }
        let stays =
            switch teller {
            case .host: !policy.changesHostData
            case .key: false
            case .signature: !policy.changesSignedData
            }
        guard !stays else {
            told.kept.insert(value)
            if kind == .relyingParty, isText { told.kept.insert(Array(SHA256.hash(data: value))) }
            return value
        }
        let hash = campaign.hash(value, as: kind).filling(value.count)
        // A hash in a name would be no text; letters always are.
        let new = isText ? hash.map { UInt8(ascii: "a") + $0 & 0x0F } : hash
        told.replacements[kind, default: [:]][value] = new
        // A host that hashes the name that it was told has to come to what was told as its hash.
        if kind == .relyingParty, isText {
            told.replacements[kind, default: [:]][Array(SHA256.hash(data: value))] = Array(SHA256.hash(data: new))
        }
        return new
    }
}
