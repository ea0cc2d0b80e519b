import ArgumentParser
import Foundation

/// Where results and recordings of a run are kept, and which run is gone on with or replayed.
struct CheckStorageOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Keep each result in this new file as soon as it is there.", valueName: "file"))
    var results: String?

    @Option(help: ArgumentHelp("Go on with the run of this file, which did not end.", valueName: "file"))
    var resume: String?

    @Option(help: ArgumentHelp("Record what is exchanged, and keep the results, in a folder.", valueName: "folder"))
    var record: String?

    @Option(help: ArgumentHelp("Run the checks of such a folder again, with no device.", valueName: "folder"))
    var replay: String?

    /// The file of results in a folder of recordings.
    static let file = "checks.journal"

    static func file(in folder: String) -> String { "\(folder)/\(file)" }

    func validate() throws {
        guard [results, resume, record, replay].compactMap(\.self).count <= 1 else {
            throw ValidationError("--results, --resume, --record and --replay exclude each other")
        }
    }

    /// Where a new run is kept.
    var place: CheckStorage { record.map(CheckStorage.folder) ?? results.map(CheckStorage.file) ?? .nowhere }
}
