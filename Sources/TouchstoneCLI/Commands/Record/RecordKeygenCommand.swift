import ArgumentParser
import WireRecording

/// The command `touchstone record keygen`.
struct RecordKeygenCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "keygen",
        abstract: "Makes the key of a campaign, under which personal data is hashed.",
        discussion: """
            Recordings that are made under one key have equal hashes for equal values, so that a card can be told to be \
            the same one. Keep the key away from the recordings: with it guesses can be tried. The file is for its owner \
            alone and is never overwritten.

            touchstone record keygen campaign.key
            touchstone record --campaign-key campaign.key --output recordings
            """
    )

    @Argument(help: ArgumentHelp("The file for the key.", valueName: "file"))
    var path: String

    @OptionGroup var output: OutputOptions

    private struct Made: Encodable {
        let file: String
        let campaign: String
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let key = try CampaignKeyFile.make(at: path)
        let made = Made(file: path, campaign: key.id ?? "")
        if output.isJSON {
            console.print(try JSONOutput(schema: "touchstone.campaign-key/1", result: made).text())
        } else {
            console.print("campaign key  \(made.file): keep it away from the recordings")
            console.print("campaign      \(made.campaign), as recordings made under it will say")
        }
        return .ok
    }
}
