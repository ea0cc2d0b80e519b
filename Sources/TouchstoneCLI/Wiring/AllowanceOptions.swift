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

    /// The files as they are: of waivers where there are any, of quirks always.
    ///
    /// - Throws: `CommandFailure` when one cannot be read.
    func files() throws -> (waivers: [UInt8]?, quirks: [UInt8]) {
        (
            try waivers.map { try InputFile.bytes($0, called: "list of waivers") },
            try quirks.map { try InputFile.bytes($0, called: "table of quirks") } ?? QuirkTable.builtInFile
        )
    }

    /// What holds on a day.
    ///
    /// - Throws: `YAMLProblems` with every fault of the files, and with each waiver that has expired by then.
    func resolve(on day: CalendarDate) throws -> Allowances {
        let files = try files()
        return Allowances(
            waivers: try files.waivers.map { try WaiverList(waivers: $0, file: waivers ?? "", day: day) }
                ?? WaiverList(),
            quirks: try QuirkTable(quirks: files.quirks, file: quirks ?? "quirks.yaml (built in)"),
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
