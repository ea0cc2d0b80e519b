import ArgumentParser
import CTAPMessages
import FIDOMetadata
import Foundation
import Octets
import Vocabulary

/// The command `touchstone metadata show`.
struct MetadataShowCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Says what the metadata has of one model, and which report decides its level.",
        discussion: """
            Exit status: 0 the model is there, 1 it is not, or two entries claim its name.

            touchstone metadata show a25342c0-3cdc-4414-8e46-f4807fca511c --firmware 328706
            touchstone metadata show 4e4e#400a
            """
    )

    @Argument(
        help: ArgumentHelp(
            "An AAGUID (FIDO2), an AAID (UAF), or the key identifier of an attestation key (U2F).",
            valueName: "identifier"
        ),
        transform: Self.identifier
    )
    var identifier: AuthenticatorIdentifier

    @Option(
        help: ArgumentHelp("The firmware number that `probe` shows, such as 0x20100.", valueName: "number"),
        transform: Self.firmware
    )
    var firmware: UInt64?

    @Option(
        help: ArgumentHelp("The day that the level is told for; today if none is given.", valueName: "date"),
        transform: DateArgument.date
    )
    var asOf: CalendarDate?

    @OptionGroup var metadata: MetadataOptions
    @OptionGroup var output: OutputOptions

    private static func identifier(_ text: String) throws -> AuthenticatorIdentifier {
        guard let identifier = AuthenticatorIdentifier(text) else {
            throw ValidationError(
                "`\(text)` is no AAGUID (32 hexadecimal digits), no AAID (4e4e#400a) and no key identifier (40 digits); "
                    + "`touchstone metadata list --text '\(text)'` finds models by a part of their name"
            )
        }
        return identifier
    }

    private static func firmware(_ text: String) throws -> UInt64 {
        let number = text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
        guard let number else {
            let bytes = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
            let isDotted = (2...4).contains(bytes.count) && !bytes.contains(nil)
            let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1 ?? 0) }
            throw ValidationError(
                "`\(text)` is no firmware number; write the number that `probe` shows, such as 131328 or 0x20100"
                    + (isDotted
                        ? ". A vendor who gives each part a byte means 0x\(String(value, radix: 16)) by \(text)" : "")
            )
        }
        return number
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let metadata = try await metadata.resolve()
        let moment = asOf.map { MomentArgument.noon(of: $0) } ?? Date()
        let day = Day.of(moment)
        let lookup = try metadata.lookup(identifier)
        let models = lookup.entries.map { entry in
            ModelDocument(entry, LevelAssessment(of: entry, firmware: firmware, at: day))
        }
        switch output.format {
        case .json:
            let listing = ModelListing(metadata, on: day, at: moment, models)
            console.print(try JSONOutput(schema: "touchstone.models/1", result: listing).text())
        case .text:
            if !models.isEmpty { console.print(models.map(\.text).joined(separator: "\n\n")) }
            console.note("by \(metadata); \(metadata.standing(at: moment).sentence)")
        }
        if let warning = metadata.standing(at: moment).warning { console.note("note:  \(warning)") }
        switch lookup {
        case .found: return .ok
        case .absent:
            console.note(
                "\(identifier) is not there. That is no verdict: a certified model need not be in the service."
            )
        case .ambiguous(let entries):
            console.note("\(entries.count) entries that differ claim the name, so none of them is believed.")
        }
        return .failed
    }
}
