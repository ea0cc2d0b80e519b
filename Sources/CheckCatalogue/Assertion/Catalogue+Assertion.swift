import Checks

extension Catalogue {
    /// authenticatorGetAssertion (CTAP 2.1, 6.2).
    static let assertionChecks = Catalogue {
        Check.assertionAnswer
        Check.assertionSilent
        Check.assertionCounter
        Check.assertionUser
        Check.assertionFirstOfList
        Check.assertionUnknownOption
        Check.assertionUnknownCredential
        Check.assertionOtherParty
        Check.assertionTampered
        Check.assertionResidentOption
        Check.assertionNextAlone
        Check.assertionMissing
        Check.assertionMistyped
        Check.assertionAllowList
        Check.assertionMisspelled
        Check.assertionHashLength
        Check.assertionVerified
        Check.assertionNext
    }
}
