import FIDOMetadata
import Foundation
import Vocabulary

/// One model of the metadata, with its level on a day.
struct ModelDocument: Encodable {
    let identifiers: [String]
    let name: String
    let protocolFamily: String?
    let level: String?
    let explanation: [String]
    let statusReports: [String]
    let transports: [String]
    let authenticatorVersion: UInt64?
    /// `nil` for the built-in table, which has no anchors of anybody.
    let trustAnchors: Int?

    init(_ entry: MetadataEntry, _ assessment: LevelAssessment) {
        identifiers = entry.identifiers.map(\.description)
        name = entry.name
        protocolFamily = entry.statement.protocolFamily
        level = assessment.level?.description
        explanation = assessment.explanation
        statusReports = entry.statusReports.map(\.description)
        transports = entry.statement.transports
        authenticatorVersion = entry.statement.authenticatorVersion
        trustAnchors = entry.source == nil ? nil : entry.statement.trustAnchors.count
    }

    var text: String {
        var lines = [name]
        lines += identifiers.map { "  \($0)" }
        if let protocolFamily { lines.append("  protocol: \(protocolFamily)") }
        if !transports.isEmpty { lines.append("  transports: \(transports.joined(separator: ", "))") }
        if let version = authenticatorVersion {
            lines.append("  lowest trustworthy firmware: 0x\(String(version, radix: 16)) (\(version))")
        }
        lines.append("  trust anchors: \(trustAnchors.map { "\($0)" } ?? "not in the built-in table; a BLOB has them")")
        lines.append("Level")
        lines += explanation.map { "  \($0)" }
        lines.append("Status reports")
        lines += statusReports.map { "  \($0)" }
        return lines.joined(separator: "\n")
    }
}

/// Models with the source that they are from.
struct ModelListing: Encodable {
    let source: String
    let no: UInt64
    let date: String
    let asOf: String
    /// Whether the source is the latest word on that day; `nil` for the built-in table.
    let isFresh: Bool?
    let freshness: String
    let models: [ModelDocument]

    init(_ metadata: MetadataInUse, on day: CalendarDate, at moment: Date, _ models: [ModelDocument]) {
        let standing = metadata.standing(at: moment)
        isFresh = standing.isFresh
        freshness = standing.sentence
        source = metadata.description
        no = metadata.no
        date = metadata.date.description
        asOf = day.description
        self.models = models
    }
}
