import ArgumentParser
import BenchInventory
import DeviceTransport
import WireRecording

/// Which devices a command is about.
struct DeviceArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Positions, names, USB ports or replay:FILE; all that are attached if none is given.",
            valueName: "device"
        )
    )
    var devices: [String] = []

    /// The devices meant, live ones in the order of the bench, then recordings in the order given.
    ///
    /// - Throws: `CommandFailure` when one cannot be told from what was typed.
    func resolve(within limit: Duration, _ console: Console) async throws -> (
        live: [BenchDevice], replayed: [RecordingOverview]
    ) {
        let selectors = devices.map { DeviceSelector($0) }
        var replayed: [RecordingOverview] = []
        for case .replay(let path) in selectors { replayed += try RecordingFolder.recordings(at: path) }
        let others = selectors.filter { if case .replay = $0 { false } else { true } }
        guard selectors.isEmpty || !others.isEmpty else { return ([], replayed) }

        let survey = try await BenchSurvey.take(within: limit)
        if let problem = survey.daemonProblem {
            // An empty bench and a daemon that is down look alike from here; the cause is the daemon.
            guard !selectors.isEmpty || !survey.devices.isEmpty else { throw problem }
            console.failure(CommandFailure(problem))
        }
        guard !selectors.isEmpty else { return (survey.devices, []) }
        var chosen: Set<BenchDevice> = []
        for selector in others {
            do throws(DeviceSelectionError) {
                chosen.insert(try selector.select(from: survey.devices))
            } catch {
                throw CommandFailure(
                    code: "no-such-device",
                    message: error.description,
                    remedy: error.remedy,
                    status: error.reason == .ambiguous ? .usage : .noInput
                )
            }
        }
        return (survey.devices.filter(chosen.contains), replayed)
    }
}
