import BenchTesting
import DeviceTransport
import PCSCDriver
import Testing
import ThreadExecutor

/// Tests against the real daemon and library, on readers and cards made of software.
///
/// One after the other: they share a daemon, and some of them measure.
@Suite("PC/SC lane", .serialized, .enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"))
enum PCSCLane {
    static let patience = Duration.seconds(10)

    /// How much later than its deadline an answer may come.
    static let tolerance = Duration.milliseconds(50)

    /// The daemon's name for a reader that is the only one, or is found by its place on the bus.
    static func name(of reader: PluggedReader) async throws -> String {
        let states = try await PCSCReaders.list(within: patience)
        let address = USBAddress(bus: reader.bus, device: reader.device)
        let found = states.count == 1 ? states.first : states.first { $0.usbAddress == address }
        return try #require(found, "no reader at \(address) among \(states)").name
    }

    /// Plugs a reader in, with a card, and returns it with its name.
    static func readerWithCard(
        on bench: VirtualBenchProcess,
        model: String? = nil,
        faults: [String] = []
    ) async throws -> (reader: PluggedReader, name: String) {
        let reader = try await bench.plugReader()
        try await bench.insertCard(into: reader, model: model, faults: faults)
        return (reader, try await name(of: reader))
    }

    /// Opens a channel on a thread of its own and runs the body there.
    @discardableResult
    static func connected<Value: Sendable>(
        to reader: String,
        sharing: CardSharing = .shared,
        _ body: @escaping @Sendable (PCSCChannel) throws -> Value
    ) async throws -> Value {
        try await DeviceThread.perform(reader) { thread in
            let channel = try PCSCChannel.open(reader: reader, sharing: sharing, on: thread, within: patience)
            defer { channel.close() }
            return try body(channel)
        }
    }

    /// How long something takes.
    static func duration(_ body: () async throws -> Void) async rethrows -> Duration {
        let start = ContinuousClock.now
        try await body()
        return ContinuousClock.now - start
    }

    /// Waits until a condition holds, or fails.
    static func wait(_ what: String, until condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + patience
        while try await !condition() {
            try #require(ContinuousClock.now < deadline, "waited in vain: \(what)")
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
