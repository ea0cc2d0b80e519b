import Checks

extension Catalogue {
    /// authenticatorLargeBlobs, read (CTAP 2.1, 6.10).
    static let largeBlobChecks = Catalogue {
        Check.largeBlobArray
        Check.largeBlobPieces
        Check.largeBlobOffset
        Check.largeBlobLength
        Check.largeBlobTooMuch
        Check.largeBlobMistyped
    }
}
