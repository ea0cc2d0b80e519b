import FIDOMetadata
import Foundation
import Vocabulary

/// A signed BLOB in a file, verified.
enum BLOBFile {
    /// Ten times the largest BLOB so far.
    static let limit = 128 << 20

    /// Reads and verifies a file.
    ///
    /// - Throws: `CommandFailure` with the rule that failed, and what to do.
    static func verify(
        _ path: String,
        with verifier: BLOBVerifier,
        at time: Date,
        after previous: UInt64? = nil
    ) async throws -> VerifiedBLOB {
        let text = try InputFile.bytes(path, called: "BLOB", limit: limit)
        return try await verify(text, of: path, with: verifier, at: time, after: previous)
    }

    /// Verifies a text that came from somewhere.
    ///
    /// - Throws: `CommandFailure` with the rule that failed, and what to do.
    static func verify(
        _ text: [UInt8],
        of source: String,
        with verifier: BLOBVerifier,
        at time: Date,
        after previous: UInt64? = nil
    ) async throws -> VerifiedBLOB {
        let text = trimmed(text)
        guard !text.isEmpty else {
            throw CommandFailure(
                code: "bad-blob",
                message: "\(source): the file is empty; expected a signed BLOB",
                remedy: "fetch it again, or take it over whole: `touchstone metadata fetch` gets it from the service",
                status: .badData
            )
        }
        do throws(BLOBVerificationError) {
            return try await verifier.verify(text, at: time, after: previous)
        } catch {
            throw CommandFailure(error, of: source)
        }
    }

    /// Without the line break that an editor or a shell leaves behind the text.
    private static func trimmed(_ text: [UInt8]) -> [UInt8] {
        let count = text.reversed().prefix { $0 == 0x0A || $0 == 0x0D }.count
        return count == 0 ? text : Array(text.dropLast(count))
    }
}

extension CommandFailure {
    /// A BLOB that is not believed.
    init(_ error: BLOBVerificationError, of source: String) {
        let (code, remedy): (String, String?) =
            switch error {
            case .malformed, .badCertificate, .tooManyCertificates:
                (
                    "bad-blob",
                    "take the file whole and as the service sends it: three base64url parts with dots between them"
                )
            case .unsupportedAlgorithm, .forbiddenHeader, .keyDoesNotFit, .badSignature, .payload:
                ("bad-blob", "it was changed or cut off, so do not use it; fetch it again, and ask how that came about")
            case .path(.expired(_, let date), _):
                (
                    "blob-expired",
                    "an archived BLOB holds as of the day it was fetched: name a day before \(CalendarDate(date)), with "
                        + "--at for `metadata verify` and `diff`, and with --metadata FILE --metadata-at DAY for what goes by "
                        + "it; it cannot be imported any more"
                )
            case .path(.notYetValid(_, let date), _):
                (
                    "blob-expired",
                    "the moment asked for is before the certificates' time, which begins on \(CalendarDate(date))"
                )
            case .path:
                ("blob-untrusted", "if another authority is meant to sign it, name its certificate with --anchor")
            case .rollback:
                ("blob-rollback", "somebody shows an old BLOB; delete the cache folder if the step back is meant")
            }
        self.init(code: code, message: "\(source): \(error)", remedy: remedy, status: .badData)
    }
}
