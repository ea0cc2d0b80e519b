import Checks

extension Catalogue {
    /// authenticatorGetInfo: what a key says of itself, and whether it can all be true (CTAP 2.1, 6.4).
    static let informationChecks = Catalogue {
        Check.informationShape
        Check.informationCanonical
        Check.informationStable
        Check.informationTrailing
        Check.informationVersions
        Check.informationU2FVersion
        Check.informationAAGUID
        Check.informationOptions
        Check.informationPINProtocols
        Check.informationLimits
        Check.informationAlgorithms
        Check.informationExtensions
        Check.informationTransports
        Check.informationFirmware
        Check.informationCertifications
        Check.informationMinimumPIN
        Check.informationForcedPIN
        Check.informationLargeBlobs
        Check.informationCredentialBlob
        Check.informationMinimumPINNames
        Check.informationStated
    }
}
