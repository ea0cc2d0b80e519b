import Assessment
import Evidence
import FIDOMetadata
import Foundation
import Reports
import StrictYAML
import SupportMatrix
import Vocabulary

/// Judges bundles again with other inputs than they were made with.
///
/// A bundle's recordings are played once. The inputs are then exchanged one after the other, and each change of a cell is
/// put down to the exchange at which it came.
struct Reassessor: Sendable {
    /// What takes the place of the bundle's own; nil leaves it.
    struct Replacements: Sendable {
        var policy: [UInt8]?
        var edition: [UInt8]?
        var waivers: [UInt8]?
        var quirks: [UInt8]?
        var metadata: (inUse: MetadataInUse, source: MetadataExcerpt.Source)?
        var asOf: CalendarDate?
    }

    let replacements: Replacements
    let limit: Duration
    /// The replays say nothing of themselves: there may be thousands.
    private let silence = Console(isQuiet: true)

    /// - Throws: `CancellationError` alone; what is wrong with a bundle is part of the answer.
    func reassess(_ path: String) async throws -> BundleReassessment {
        do {
            return try await reassess(BundleFiles(reading: path))
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            return BundleReassessment(bundle: path, problem: "\(error)")
        }
    }

    private func reassess(_ bundle: BundleFiles) async throws -> BundleReassessment {
        let whole = try WholeBundle(bundle)
        let manifest = whole.manifest
        let stored = whole.stored.document
        guard let madeFor = CalendarDate(manifest.asOf) else {
            return BundleReassessment(bundle: bundle.name, problem: "the manifest's day is none: \(manifest.asOf)")
        }
        let reperformance = Reperformance(of: bundle, limit: limit, console: silence)
        let bench = try await reperformance.bench(by: manifest)
        var inputs = try reperformance.inputs()
        var last = stored
        var changes: [BundleReassessment.Change] = []
        func judge(_ cause: BundleReassessment.Cause, asOf: CalendarDate) async throws {
            let now = CertificationDocument(try await inputs.certification(bench, asOf: asOf))
            changes += CellChange.all(from: last, to: now)
                .map { change in
                    BundleReassessment.Change(
                        cause: cause,
                        cell: change.cell,
                        before: change.before,
                        after: change.after,
                        because: change.because
                    )
                }
            last = now
        }
        try await judge(.tool, asOf: madeFor)
        if let policy = replacements.policy {
            inputs = try inputs.replacing { $0.policy = policy }
            try await judge(.policy, asOf: madeFor)
        }
        var day = madeFor
        if let edition = replacements.edition {
            inputs = try inputs.replacing { $0.edition = edition }
            // Of a day before the edition there is nothing to ask it.
            day = inputs.edition.day(from: madeFor)
            try await judge(.edition, asOf: day)
        }
        if let metadata = replacements.metadata, inputs.needsMetadata {
            try inputs.keep(metadata.inUse, from: metadata.source, for: bench)
            try await judge(.metadata, asOf: day)
        }
        if replacements.waivers != nil || replacements.quirks != nil {
            inputs = try inputs.replacing { files in
                files.waivers = replacements.waivers ?? files.waivers
                files.quirks = replacements.quirks ?? files.quirks
            }
            try await judge(.allowances, asOf: day)
        }
        if let asOf = replacements.asOf { try await judge(.day, asOf: asOf) }
        return BundleReassessment(
            bundle: bundle.name,
            build: stored.build.id,
            before: stored.verdict,
            after: last.verdict,
            changes: changes
        )
    }
}
