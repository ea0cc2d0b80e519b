import ArgumentParser
import BenchInventory

/// Which device is known to be good, and is checked before any other.
struct GoldenOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A known-good device that is checked first: where it fails the bench is unfit, and nothing else is run.",
            valueName: "device"
        )
    )
    var golden: String?

    @Flag(name: .customLong("no-golden"), help: "Leave out the one that bench.yaml in the configuration folder names.")
    var isLeftOut = false

    func validate() throws {
        guard golden == nil || !isLeftOut else { throw ValidationError("--golden and --no-golden exclude each other") }
    }

    /// The device; `nil` where none is named here or in the bench's configuration.
    ///
    /// - Throws: `CommandFailure` when it is not attached, or several could be meant.
    func device(on survey: () async throws -> BenchSurvey) async throws -> BenchDevice? {
        guard !isLeftOut, let name = try golden ?? BenchConfiguration.ofUser().golden else { return nil }
        let attached = try await survey().devices
        do throws(DeviceSelectionError) {
            return try DeviceSelector(name).select(from: attached)
        } catch {
            throw CommandFailure(
                code: "no-golden-device",
                message: "the golden device: \(error)",
                remedy: "\(error.remedy); --no-golden does without one",
                status: error.reason == .ambiguous ? .usage : .noInput
            )
        }
    }
}
