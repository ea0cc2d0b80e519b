import ArgumentParser
import FIDOMetadata
import Foundation
import TextDocuments
import Vocabulary

/// The command `touchstone metadata list`.
struct MetadataListCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the models of the metadata, with the level that each holds.",
        discussion: """
            touchstone metadata list --level L2 --protocol fido2 --transport usb
            touchstone metadata list --text yubi --as-of 2026-11-22
            """
    )

    @Option(help: "This level or above: L1, L1+, L2, L2+, L3, L3+.", transform: Self.level)
    var level: CertificationLevel?

    @Option(name: .customLong("protocol"), help: "fido2, u2f or uaf.")
    var protocolFamily: String?

    @Option(help: "usb, nfc, ble, internal, smart-card or hybrid.")
    var transport: String?

    @Option(help: "A part of the name or of an identifier.")
    var text: String?

    @Option(
        help: ArgumentHelp("The day that levels are told for; today if none is given.", valueName: "date"),
        transform: DateArgument.date
    )
    var asOf: CalendarDate?

    @OptionGroup var metadata: MetadataOptions
    @OptionGroup var output: OutputOptions

    private static func level(_ text: String) throws -> CertificationLevel {
        guard let level = CertificationLevel(text) else {
            throw ValidationError("`\(text)` is no level; there are L1, L1+, L2, L2+, L3 and L3+")
        }
        return level
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let metadata = try await metadata.resolve()
        let day = asOf ?? Day.of(Date())
        var query = MetadataQuery()
        query.minimumLevel = level
        query.protocolFamily = protocolFamily
        query.transport = transport
        query.text = text
        let matches = query.matches(in: try metadata.entries(), at: day)
        switch output.format {
        case .json:
            let models = matches.map { ModelDocument($0.entry, $0.assessment) }
            let listing = ModelListing(metadata, on: day, models)
            console.print(try JSONOutput(schema: "touchstone.models/1", result: listing).text())
        case .text:
            var table = TextTable(header: ["LEVEL", "IDENTIFIER", "NAME"], width: .max, hasRule: false)
            for match in matches {
                table.add(
                    match.assessment.level?.description ?? "-",
                    match.entry.identifiers.first?.description ?? "-",
                    match.entry.name
                )
            }
            if !matches.isEmpty { console.print(table.lines().joined(separator: "\n")) }
            console.note("\(matches.count) models, by \(metadata), as of \(day)")
        }
        return .ok
    }
}
