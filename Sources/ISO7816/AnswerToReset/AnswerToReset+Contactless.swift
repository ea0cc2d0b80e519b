extension AnswerToReset {
    /// A contactless card, for which the reader makes an answer up (PC/SC part 3, 3.1.3.2.3).
    package enum Contactless: Hashable, Sendable {
        /// An ISO/IEC 14443-4 card; the historical bytes are its own, from ATS or ATQB.
        case processorCard
        /// A memory card, by the standard and the card name of PC/SC part 3, supplement.
        case storageCard(standard: UInt8, name: UInt16)
    }

    /// How the reader describes a contactless card; `nil` for one with contacts.
    ///
    /// `3B 8n 80 01` is the form that the reader has to use. No card with contacts is forbidden to look like it, so
    /// this is a hint.
    package var contactless: Contactless? {
        guard bytes.count >= 4, bytes[0] == 0x3B, bytes[1] & 0xF0 == 0x80, bytes[2] == 0x80, bytes[3] == 0x01 else {
            return nil
        }
        let start: [UInt8] = [0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06]
        let historical = historicalBytes
        guard historical.count == 15, historical.starts(with: start) else { return .processorCard }
        return .storageCard(standard: historical[8], name: UInt16(historical[9]) << 8 | UInt16(historical[10]))
    }
}
