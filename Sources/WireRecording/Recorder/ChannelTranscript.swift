import CTAPMessages

/// Puts names in the place of what a device and a host make up anew each time: nonces, channel numbers, and with
/// ``CTAPTranscript`` what belongs to a PIN ceremony.
struct ChannelTranscript {
    private var classes: [UInt32: Int] = [:]
    /// The nonce last sent on each channel.
    private var nonces: [UInt32: [UInt8]] = [:]
    private var ceremonies: CTAPTranscript
    private var people: KeyRedaction

    init(
        fields: SecretFields = SecretFields(),
        redaction: Redaction = Redaction(),
        told: ToldValues = ToldValues()
    ) {
        ceremonies = CTAPTranscript(fields: fields)
        people = KeyRedaction(redaction, told: told)
    }

    /// Masks by these rules from here on.
    mutating func mask(by rules: Set<MaskRule>) { ceremonies.fields.rules = rules }

    mutating func request(_ message: CTAPHIDMessage) -> RecordedEvent.Kind {
        if message.command == .cbor {
            // Secrets lie where they lie, since hashes are as long as what they replace.
            let masks = ceremonies.request(message.payload, on: message.channel).masks
            let payload = people.request(message.payload, of: .cbor, on: name(of: message.channel))
            return .message(.out, recorded(message, MaskedBytes(payload, masks: masks)))
        }
        var masks: [Mask] = []
        if message.command == .initialize, message.payload.count == 8 {
            nonces[message.channel] = message.payload
            masks = [Mask(offset: 0, length: 8, rule: .initNonce)]
        }
        let bytes = people.request(message.payload, of: message.command, on: name(of: message.channel))
        return .message(.out, recorded(message, MaskedBytes(bytes, masks: masks)))
    }

    mutating func response(_ message: CTAPHIDMessage) -> RecordedEvent.Kind {
        if message.command == .keepalive, message.payload.count == 1 {
            return .keepAlive(name(of: message.channel), status: message.payload[0])
        }
        if message.command == .cbor {
            let masks = ceremonies.answer(message.payload, on: message.channel)
                .hidingSerialNumbers(in: message.payload).masks
            let payload = people.answer(message.payload, of: .cbor, on: name(of: message.channel))
            return .message(.in, recorded(message, MaskedBytes(payload, masks: masks)))
        }
        let masks = message.command == .initialize ? initializeMasks(message.channel, message.payload[...]) : []
        let bytes = people.answer(message.payload, of: message.command, on: name(of: message.channel))
        let payload = MaskedBytes(bytes, masks: masks)
        return .message(.in, recorded(message, payload.hidingSerialNumbers(in: message.payload)))
    }

    mutating func report(_ report: [UInt8], _ direction: RecordedEvent.Direction) -> RecordedEvent.Kind {
        guard report.count >= 7 else { return .report(direction, MaskedBytes(report)) }
        let channel = report.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        var masks = classes[channel].map { [Mask(offset: 0, length: 4, rule: .channelID, classNumber: $0)] } ?? []
        if report[4] == CTAPHIDCommand.initialize.rawValue | 0x80, report.count >= 15 {
            switch direction {
            case .out:
                nonces[channel] = Array(report[7..<15])
                masks.append(Mask(offset: 7, length: 8, rule: .initNonce))
            case .in:
                masks += initializeMasks(channel, report[7...]).map { $0.moved(by: 7) }
            }
        } else if direction == .in, ceremonies.awaitsSecret || people.awaitsPersonalData,
            report[4] != CTAPHIDCommand.keepalive.rawValue | 0x80
        {
            masks.append(Mask((report[4] & 0x80 == 0 ? 5 : 7)..<report.count, .redacted))
        }
        return .report(direction, MaskedBytes(report, masks: masks))
    }

    /// An answer is masked only where it echoes: one that does not belongs to another program, or to a faulty key, and
    /// a host has to see at replay what it saw then.
    private mutating func initializeMasks(_ channel: UInt32, _ payload: ArraySlice<UInt8>) -> [Mask] {
        guard payload.count >= 12, let nonce = nonces[channel], payload.prefix(8) == nonce[...] else { return [] }
        let echo = Mask(offset: 0, length: 8, rule: .initNonce)
        let allotted = payload.dropFirst(8).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        guard allotted != 0, allotted != CTAPHIDMessage.broadcast else { return [echo] }
        let number = classes[allotted] ?? classes.count
        classes[allotted] = number
        return [echo, Mask(offset: 8, length: 4, rule: .channelID, classNumber: number)]
    }

    private func recorded(_ message: CTAPHIDMessage, _ payload: MaskedBytes) -> RecordedMessage {
        RecordedMessage(channel: name(of: message.channel), command: message.command, payload: payload)
    }

    private func name(of channel: UInt32) -> RecordedChannelID {
        classes[channel].map(RecordedChannelID.allotted) ?? .literal(channel)
    }
}

extension MaskedBytes {
    /// Puts zeros over the serial numbers of enterprise attestations; see `docs/decisions/0041-enterprise-attestation.md`.
    fileprivate func hidingSerialNumbers(in payload: [UInt8]) -> Self {
        let added = EnterpriseSerialNumber.ranges(in: payload)
            .filter { range in !range.isEmpty && !masks.contains { $0.range.overlaps(range) } }
            .map { Mask($0, .redacted) }
        guard !added.isEmpty else { return self }
        return MaskedBytes(bytes, masks: (masks + added).sorted { $0.offset < $1.offset })
    }
}
