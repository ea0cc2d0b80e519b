package import FoundationEssentials
package import Vocabulary

/// The metadata that an answer rests on, with where it came from.
///
/// Every consumer asks this type, so that the order of trust is decided once: a BLOB that was verified wins, and without
/// one the table that ships with the program answers, as far as it goes. The table has no trust anchors, so nothing is
/// ever *attested* by it.
package enum MetadataInUse: Sendable {
    /// A BLOB that was verified, now or when it was stored.
    case verified(StoredMetadata)
    case builtInTable(BuiltInModels)
    /// What was kept of either with the verdict that it bore on.
    case excerpt(MetadataExcerpt)

    /// What is known under a name.
    ///
    /// Absence means less in the table than in a BLOB: there it also means that the model was below
    /// ``BuiltInModels/lowestLevel``.
    ///
    /// - Throws: ``StoredMetadata/Damage`` when what is stored is not what was verified.
    package func lookup(_ identifier: AuthenticatorIdentifier) throws(StoredMetadata.Damage) -> MetadataLookup {
        switch self {
        case .verified(let stored): return try stored.lookup(identifier)
        case .builtInTable(let table):
            guard case .aaguid(let aaguid) = identifier else { return .absent }
            return table.lookup(aaguid).map(MetadataLookup.found) ?? .absent
        case .excerpt(let excerpt): return excerpt.lookup(identifier)
        }
    }

    /// Every model, in the order of the source.
    ///
    /// - Throws: ``StoredMetadata/Damage`` when what is stored is not what was verified.
    package func entries() throws(StoredMetadata.Damage) -> [MetadataEntry] {
        switch self {
        case .verified(let stored): try stored.blob().entries
        case .builtInTable(let table): table.entries
        case .excerpt(let excerpt): excerpt.entries
        }
    }

    /// The record of the verification; `nil` for the built-in table.
    package var record: VerificationRecord? {
        switch self {
        case .verified(let stored): stored.record
        case .builtInTable: nil
        case .excerpt(let excerpt): excerpt.record
        }
    }

    /// A verifier of attestations; by the built-in table none is ever attested.
    ///
    /// - Throws: ``StoredMetadata/Damage`` when what is stored is not what was verified.
    package func attestationVerifier() throws(StoredMetadata.Damage) -> AttestationVerifier {
        switch self {
        case .verified(let stored): AttestationVerifier(metadata: try stored.blob())
        case .builtInTable: AttestationVerifier(metadata: nil)
        case .excerpt(let excerpt): AttestationVerifier(excerpt: excerpt)
        }
    }
}

extension MetadataInUse: CustomStringConvertible {
    /// The serial number of the BLOB that was verified, or that the table was read from.
    package var no: UInt64 {
        switch self {
        case .verified(let stored): stored.record.no
        case .builtInTable(let table): table.no
        case .excerpt(let excerpt): excerpt.no
        }
    }

    /// The day on which the facts were verified, or read into the table.
    package var date: CalendarDate {
        switch self {
        case .verified(let stored): CalendarDate(stored.record.verifiedAt)
        case .builtInTable(let table): table.date
        case .excerpt(let excerpt): excerpt.date
        }
    }

    /// The source for a sentence or for evidence: `FIDO metadata no. 291, verified on 2026-11-22`.
    package var description: String {
        record != nil
            ? "FIDO metadata no. \(no), verified on \(date)"
            : "the built-in table, from FIDO metadata no. \(no) of \(date)"
    }

    /// How old the metadata is and whether it is the latest word, in a sentence.
    package func age(at now: Date) -> String {
        guard let record else {
            let days = CalendarDate(now).daysSince1970 - date.daysSince1970
            return "no BLOB was imported; the facts of the built-in table are \(Self.days(days)) old"
        }
        let freshness = Freshness(of: record, at: now)
        var text = "verified \(Self.days(freshness.daysSinceVerification)) ago"
        if let day = freshness.overdueSince { text += "; a newer one was announced for \(day)" }
        if let moment = freshness.pathExpiredAt { text += "; its certificates expired at \(moment.utcText)" }
        return text
    }

    /// Whether it is the latest word at a moment, which is not the question whether it was verified.
    package func standing(at moment: Date) -> FreshnessStanding { FreshnessStanding(of: record, at: moment) }

    private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}
