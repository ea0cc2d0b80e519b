import ArgumentParser
import BenchInventory

/// Which devices are known to be good, and are checked before any other.
struct GoldenOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A known-good device, checked first: where it fails the bench is unfit and nothing else is run; may be repeated.",
            valueName: "device"
        )
    )
    var golden: [String] = []

    @Flag(name: .customLong("no-golden"), help: "Leave out those that bench.yaml in the configuration folder names.")
    var isLeftOut = false

    func validate() throws {
        guard golden.isEmpty || !isLeftOut else { throw ValidationError("--golden and --no-golden exclude each other") }
    }

    /// The devices; none where neither this nor the bench's configuration names any.
    ///
    /// - Throws: `CommandFailure` when one is not attached, or several could be meant.
    func devices(on survey: () async throws -> BenchSurvey) async throws -> [BenchDevice] {
        let names = isLeftOut ? [] : golden.isEmpty ? try BenchConfiguration.ofUser().golden : golden
        guard !names.isEmpty else { return [] }
        let attached = try await survey().devices
        return try names.map { try Self.device($0, in: attached) }
    }

    private static func device(_ name: String, in attached: [BenchDevice]) throws -> BenchDevice {
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
