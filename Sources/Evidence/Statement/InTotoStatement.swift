/// An in-toto Statement, version 1, with a test result: what was certified, with what outcome.
package struct InTotoStatement: Hashable, Sendable, Encodable {
    package static let payloadType = "application/vnd.in-toto+json"
    package static let type = "https://in-toto.io/Statement/v1"
    package static let predicateType = "https://in-toto.io/attestation/test-result/v0.1"

    private enum CodingKeys: String, CodingKey {
        case type = "_type"
        case subject, predicateType, predicate
    }

    /// A file by name and digest.
    struct ResourceDescriptor: Hashable, Sendable, Encodable {
        let name: String
        let digest: [String: String]

        init(_ entry: BundleManifest.Entry) {
            name = entry.path
            digest = ["sha256": entry.sha256]
        }

        init(name: String, bytes: [UInt8]) {
            self.name = name
            digest = ["sha256": ContentDigest(of: bytes).text]
        }
    }

    /// The predicate, with one member of our own in which stands what the predicate has no word for.
    struct Predicate: Hashable, Sendable, Encodable {
        let result: String
        let configuration: [ResourceDescriptor]
        let passedTests: [String]
        let warnedTests: [String]
        let failedTests: [String]
        let touchstone: Extension
    }

    struct Extension: Hashable, Sendable, Encodable {
        let verdict: String
        let inconclusiveTests: [String]
        let asOf: String
        let made: String
        let tool: String
    }

    private let type = Self.type
    private let predicateType = Self.predicateType
    /// The build, the edition that it was held against, and the manifest that names every other file.
    let subject: [ResourceDescriptor]
    let predicate: Predicate

    /// States a result about the files of a manifest.
    package init(of manifest: BundleManifest, result: TestResult) {
        let about: Set<String> = [BundlePath.build, BundlePath.edition]
        subject =
            manifest.files.filter { about.contains($0.path) }.map(ResourceDescriptor.init)
            + [ResourceDescriptor(name: BundlePath.manifest, bytes: manifest.encoded())]
        let inputs: Set<String> = [
            BundlePath.policy, BundlePath.datedFacts, BundlePath.metadata, BundlePath.waivers, BundlePath.quirks,
        ]
        predicate = Predicate(
            result: result.outcome.rawValue,
            configuration: manifest.files
                .filter {
                    inputs.contains($0.path) || $0.path.hasPrefix(BundlePath.recordings + "/")
                }
                .map(ResourceDescriptor.init),
            passedTests: result.passed,
            warnedTests: result.warned,
            failedTests: result.failed,
            touchstone: Extension(
                verdict: result.verdict,
                inconclusiveTests: result.inconclusive,
                asOf: manifest.asOf,
                made: manifest.made,
                tool: manifest.tool
            )
        )
    }

    /// The one way to write it.
    package func encoded() -> [UInt8] { CanonicalJSON.encode(self) + [UInt8(ascii: "\n")] }
}
