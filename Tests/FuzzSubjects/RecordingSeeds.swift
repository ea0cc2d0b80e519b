import FixtureSupport

/// The recordings of our own that are kept as fixtures.
enum RecordingSeeds {
    static func all() throws -> [[UInt8]] {
        try ["version-1/card", "version-1/key", "ward/02-touchstone-virtual-reader", "ward/03-touchstone-model-two"]
            .map { try Fixtures.bytes("recordings/\($0).jsonl") }
    }
}
