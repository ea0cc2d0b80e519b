import ArgumentParser
import FIDOMetadata
import Foundation
import Vocabulary

/// Which metadata a command goes by: a file, else the last BLOB that was verified, else the built-in table.
struct MetadataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Go by this signed BLOB, and not by the last one that was imported.",
            valueName: "file"
        )
    )
    var metadata: String?

    @Option(
        help: ArgumentHelp(
            "The moment to verify that BLOB at; an archived one holds on the day that it was fetched.",
            valueName: "date"
        ),
        transform: MomentArgument.moment
    )
    var metadataAt: Date?

    @OptionGroup var authority: AnchorOptions

    func validate() throws {
        guard metadataAt == nil || metadata != nil else {
            throw ValidationError("--metadata-at is the moment for the BLOB of --metadata, which is not given")
        }
    }

    /// The metadata to use, verified as of a moment where it comes from a file; the one that was given counts first.
    ///
    /// - Throws: `CommandFailure` when the file, or what was stored, cannot be trusted: then no other source steps in
    ///   silently.
    func resolve(at now: Date = Date()) async throws -> MetadataInUse {
        if let metadata {
            let verified = try await BLOBFile.verify(metadata, with: try authority.verifier(), at: metadataAt ?? now)
            do throws(StoredMetadata.Damage) {
                return .verified(try StoredMetadata(payload: verified.payload, record: verified.record))
            } catch {
                throw CommandFailure(code: "bad-blob", message: "\(metadata): \(error)", status: .badData)
            }
        }
        if let stored = try MetadataCache(anchors: try authority.anchors()).load() { return .verified(stored) }
        return .builtInTable(.shipped)
    }

    /// As of when metadata from a file has to verify, which is never later than now.
    ///
    /// The day that a verdict is for, else a moment that it rests on: certificates are trusted as they were then, on whatever
    /// day the question comes.
    static func verificationTime(on day: CalendarDate?, else moment: Date? = nil) -> Date {
        let now = Date()
        let chosen = day.map { Date(timeIntervalSince1970: TimeInterval($0.daysSince1970) * 86400) } ?? moment
        return chosen.map { min(now, $0) } ?? now
    }

    /// Where metadata that these options gave came from.
    func source(of metadata: MetadataInUse) -> MetadataExcerpt.Source {
        guard metadata.record != nil else { return .builtInTable }
        return self.metadata == nil ? .cache : .file
    }
}
