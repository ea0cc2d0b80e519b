import Checks

extension Catalogue {
    /// Answers to reset (ISO/IEC 7816-3:2006, 8).
    static let answerToResetChecks = Catalogue {
        Check.answerSyntax
        Check.answerCheckByte
        Check.answerParameters
        Check.answerProtocol
        Check.answerRepeated
        Check.answerWarm
        Check.resetForgets
        Check.protocolT0
        Check.protocolT1
        Check.protocolAny
        Check.directConnection
        Check.answerContactless
        Check.answerFamily
    }
}
