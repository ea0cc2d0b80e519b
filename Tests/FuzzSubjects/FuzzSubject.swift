/// A reader of foreign bytes, to be tried with a million of them.
///
/// What a reader refuses is fine. A trap is a finding, and so is a promise that does not hold: what was read and written
/// again has to read the same, for one. Such promises are preconditions here.
public struct FuzzSubject: Sendable {
    /// What a run calls it.
    public let name: String
    /// Inputs that get through, all made here: none was captured.
    public let seeds: [[UInt8]]
    /// No input needs to be longer to reach what there is to reach.
    public let maximumLength: Int
    /// Reads an input, and everything that can be asked of what was read.
    public let read: @Sendable ([UInt8]) -> Void

    /// Every subject, in the order in which they are run.
    ///
    /// - Throws: What the makers of the seeds say.
    public static func all() throws -> [FuzzSubject] {
        let metadata = try MetadataScene()
        return [
            .cbor, .ctaphid, .apdu, .tlv, .answerToReset, .recording(try RecordingSeeds.all()), metadata.blob,
            metadata.signedText, metadata.signedParts, try metadata.attestation(), metadata.certificate,
            try metadata.extensions(),
        ]
    }

    init(
        _ name: String,
        maximumLength: Int = 4096,
        seeds: [[UInt8]],
        read: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.name = name
        self.maximumLength = maximumLength
        self.seeds = seeds
        self.read = read
    }
}
