import CTAPMessages

extension Transaction {
    /// authenticatorSelection: waits for a touch and says nothing else (CTAP 2.1, 6.9).
    mutating func selection(_ parameters: [UInt8]) throws(Refusal) -> [UInt8] {
        guard parameters.isEmpty else { throw Refusal(.invalidLength) }
        try awaitTouch()
        return []
    }
}
