import CTAPMessages

/// What a replay puts where the recording has masks: the channels that it hands out, the nonces that the host sends.
struct LiveNames {
    /// The nonce last received on each channel.
    private var nonces: [UInt32: [UInt8]] = [:]

    /// The channel that stands for the recorded one; always the same numbers, so that two replays are the same.
    func channel(_ id: RecordedChannelID) -> UInt32 {
        switch id {
        case .literal(let number): number
        case .allotted(let number): 0x7453_0000 | UInt32(truncatingIfNeeded: number) & 0xFFFF
        }
    }

    /// The channel that a recorded report without a message is addressed to.
    func channel(ofLoose report: MaskedBytes) -> UInt32 {
        if let mask = report.masks.first, mask.rule == .channelID, mask.offset == 0, let number = mask.classNumber {
            return channel(.allotted(number))
        }
        return report.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The bytes of an answer, or what a request has to be where it is not free.
    func filled(_ masked: MaskedBytes, on channel: UInt32) -> [UInt8] {
        var bytes = masked.bytes
        for mask in masked.masks {
            switch mask.rule {
            case .initNonce:
                if let nonce = nonces[channel], nonce.count == mask.length {
                    bytes.replaceSubrange(mask.range, with: nonce)
                }
            case .channelID:
                guard let number = mask.classNumber, mask.length == 4 else { continue }
                let channel = self.channel(.allotted(number))
                bytes.replaceSubrange(
                    mask.range,
                    with: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: channel >> $0) }
                )
            default:
                continue
            }
        }
        return bytes
    }

    /// Keeps what a request chose freely and its answer has to echo.
    mutating func learn(_ live: [UInt8], as masked: MaskedBytes, on channel: UInt32) {
        for mask in masked.masks where mask.rule == .initNonce && mask.range.upperBound <= live.count {
            nonces[channel] = Array(live[mask.range])
        }
    }
}

extension MaskRule {
    /// Whether a template says nothing of the bytes there; ``LiveCeremony`` may.
    var isFree: Bool {
        self != .channelID
    }
}
