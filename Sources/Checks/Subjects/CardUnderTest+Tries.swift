package import ISO7816

extension CardUnderTest {
    /// What has shown that this card takes the question for its tries for a wrong PIN; `nil` while nothing has.
    package var costOfAsking: CardRecord.Cost? { record?.costOfAsking }

    /// VERIFY without a PIN, which asks the PIV card application for its tries (NIST SP 800-73-4 part 2, 3.2.1).
    ///
    /// No PIN is sent and so none can be wrong, but some cards count one nonetheless. A run has several reasons to ask,
    /// and would block such a card: once two answers have shown what asking costs, nobody asks again.
    ///
    /// - Throws: `notRun` where that was shown, besides what ``transmit(_:)`` throws.
    package func askForTries() throws(CheckEnd) -> StatusWord {
        if let costOfAsking { throw .notRun(.person, "\(costOfAsking)") }
        let status = try transmit(CommandAPDU(instruction: 0x20, p2: 0x80)).statusWord
        if let tries = status == .authenticationMethodBlocked ? 0 : status.remainingTries { record?.hear(of: tries) }
        return status
    }
}
