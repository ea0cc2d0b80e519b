import ArgumentParser
import CheckCatalogue
import Checks
import StrictYAML
import Vocabulary

/// What of failed checks is accepted: by the lab for a while, or because it is known of the model.
struct AllowanceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Failures that the lab accepts until a day; reports list them as waived.",
            valueName: "file"
        )
    )
    var waivers: String?

    @Option(
        help: ArgumentHelp("Known deviations of models, in the place of the built-in table.", valueName: "file")
    )
    var quirks: String?

    /// Whether any file was named.
    var isGiven: Bool { waivers != nil || quirks != nil }

    /// The files, each read and found right: of waivers where there are any, of quirks always.
    ///
    /// - Throws: `CommandFailure` when one cannot be read; `YAMLProblems` with every fault of it, and with each waiver that
    ///   has expired by the day.
    func read(on day: CalendarDate?) throws -> (waivers: [UInt8]?, quirks: [UInt8]) {
        let list = try waivers.map { path in
            let bytes = try InputFile.bytes(path, called: "list of waivers")
            _ = try WaiverList(waivers: bytes, file: path, day: day)
            return bytes
        }
        let table = try quirks.map { try InputFile.bytes($0, called: "table of quirks") } ?? QuirkTable.builtInFile
        _ = try QuirkTable(quirks: table, file: quirks ?? "quirks.yaml (built in)")
        return (list, table)
    }

    /// What holds on a day.
    ///
    /// - Throws: As ``read(on:)``.
    func resolve(on day: CalendarDate) throws -> Allowances {
        let files = try read(on: day)
        return Allowances(
            waivers: try files.waivers.map { try WaiverList(waivers: $0, file: "") } ?? WaiverList(),
            quirks: try QuirkTable(quirks: files.quirks, file: ""),
            day: day
        )
    }
}

extension WaiverList {
    /// Reads a list by the catalogue of this release.
    init(waivers bytes: [UInt8], file: String, day: CalendarDate? = nil) throws(YAMLProblems) {
        try self.init(reading: bytes, file: file, checks: Catalogue.all.entries.map(\.description.id), day: day)
    }
}

extension QuirkTable {
    /// Reads a table by the catalogue of this release.
    init(quirks bytes: [UInt8], file: String) throws(YAMLProblems) {
        try self.init(reading: bytes, file: file, checks: Catalogue.all.entries.map(\.description.id))
    }
}
