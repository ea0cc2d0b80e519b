import ArgumentParser
import WireRecording

/// What of personal data is written, and under which key its hashes are made.
struct RedactionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A policy for personal data in recordings; see docs/recording-format.md.",
            valueName: "policy"
        )
    )
    var redaction: String?

    @Option(
        help: ArgumentHelp(
            "The key that makes equal values of several recordings equal hashes; `record keygen` makes one.",
            valueName: "file"
        )
    )
    var campaignKey: String?

    @Option(
        name: .customLong("campaign-key-fd"),
        help: ArgumentHelp("Read it from this descriptor.", valueName: "number")
    )
    var campaignKeyDescriptor: Int32?

    func validate() throws {
        guard campaignKey == nil || campaignKeyDescriptor == nil else {
            throw ValidationError("give the campaign key as a file or through a descriptor, not both")
        }
        guard campaignKeyDescriptor.map({ $0 == 0 || $0 > 2 }) != false else {
            throw ValidationError("--campaign-key-fd takes 0 or a number above 2")
        }
    }

    var isGiven: Bool { redaction != nil || campaignKey != nil || campaignKeyDescriptor != nil }

    /// A redaction under which recordings still show what was seen.
    ///
    /// - Throws: `CommandFailure` for a policy that changes signed bytes, besides what ``resolve()`` throws.
    func forEvidence() throws -> Redaction {
        let redaction = try resolve()
        guard !redaction.policy.changesSignedData else {
            throw CommandFailure(
                code: "redaction",
                message: "\(self.redaction ?? ""): under this policy no signature of a key would verify in a replay, "
                    + "and no verdict could be reached again",
                remedy:
                    "certify without `signed-data: hash`, and give away what `touchstone evidence redact` makes of it",
                status: .usage
            )
        }
        return redaction
    }

    /// The policy of the file, or the one to go by without a file.
    ///
    /// - Throws: `YAMLProblems` when the file is wrong, `CommandFailure` when there is none, or no key where one is named.
    func resolve(without usual: RedactionPolicy = .standard) throws -> Redaction {
        let policy = try redaction.map {
            try RedactionPolicy(reading: InputFile.bytes($0, called: "redaction policy"), file: $0)
        }
        let file = try campaignKey.map { try CampaignKeyFile.key(at: $0) }
        let campaign = try file ?? campaignKeyDescriptor.map { try CampaignKeyFile.key(behind: $0) }
        return Redaction(policy: policy ?? usual, campaign: campaign ?? .random())
    }
}
