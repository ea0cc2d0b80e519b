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

    @Option(name: .customLong("protocol"), help: "What the model speaks.")
    var protocolFamily: ProtocolFamily?

    @Option(help: "How the model is reached.")
    var transport: AuthenticatorTransport?

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
        let moment = asOf.map { MomentArgument.noon(of: $0) } ?? Date()
        let day = Day.of(moment)
        var query = MetadataQuery()
        query.minimumLevel = level
        query.protocolFamily = protocolFamily
        query.transport = transport
        query.text = text
        let entries = try metadata.entries()
        let matches = query.matches(in: entries, at: day)
        switch output.format {
        case .json:
            let models = matches.map { ModelDocument($0.entry, $0.assessment) }
            let listing = ModelListing(metadata, on: day, at: moment, models)
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
            let count = matches.count == 1 ? "1 model" : "\(matches.count) models"
            console.note("\(count), by \(metadata); \(metadata.standing(at: moment).sentence)")
            if transport != nil, !entries.contains(where: \.statement.tellsTransports) {
                console.note("No entry of this metadata tells a transport, so none can be found by one.")
            }
            if metadata.record == nil, (level ?? .l1) < .l2 || protocolFamily.map({ $0 != .fido2 }) == true {
                console.note("The built-in table has FIDO2 models of level 2 and above alone; a BLOB has the others.")
            }
        }
        if let warning = metadata.standing(at: moment).warning { console.note("note:  \(warning)") }
        return .ok
    }
}

extension ProtocolFamily: ExpressibleByArgument {
    package init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}

extension AuthenticatorTransport: ExpressibleByArgument {
    package init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}
