import Checks

extension Catalogue {
    /// authenticatorMakeCredential (CTAP 2.1, 6.1).
    static let creationChecks = Catalogue {
        Check.creationAnswer
        Check.creationData
        Check.creationModel
        Check.creationIdentifierLength
        Check.creationUnique
        Check.creationAlgorithms
        Check.creationWaits
        Check.creationKeepAlive
        Check.creationCancel
        Check.creationExcluded
        Check.creationExcludesOthers
        Check.creationUnknownOption
        Check.creationParameterChoice
        Check.creationUnsupportedAlgorithm
        Check.creationWithoutPresence
        Check.creationMissing
        Check.creationMistyped
        Check.creationRelyingParty
        Check.creationUser
        Check.creationParameters
        Check.creationExcludeList
        Check.creationMisspelled
        Check.creationHashLength
        Check.creationTooLarge
        Check.creationPreference
        Check.creationVerified
        Check.creationStored
    }
}
