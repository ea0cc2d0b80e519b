import Assessment
import KioskBuild
import Reports
import StrictYAML
import SupportMatrix
import Vocabulary

/// Everything that a verdict depends on but for the devices: as it was read, and as bytes for the archive.
struct CertificationInputs: Sendable {
    /// The files, by what they say.
    struct Files: Sendable {
        var build: [UInt8]
        var edition: [UInt8]
        var policy: [UInt8]
        var datedFacts: [UInt8]
    }

    let files: Files
    let build: BuildManifest
    let edition: Edition
    let policy: Policy
    let dated: DatedFacts

    /// Reads files; `name` says how messages call each.
    ///
    /// - Throws: `YAMLProblems` with what is wrong with the first that is.
    init(_ files: Files, name: (String) -> String) throws(YAMLProblems) {
        self.files = files
        build = try BuildManifest(bytes: files.build, file: name("build.yaml"))
        edition = try Edition(reading: files.edition, file: name("edition.yaml"))
        policy = try Policy(reading: files.policy, file: name("policy.yaml"))
        dated = try DatedFacts(reading: files.datedFacts, file: name("dated-facts.yaml"))
    }

    /// The certification of the build with what was seen on a bench.
    func certification(_ bench: ObservedBench, asOf: CalendarDate?) -> Certification {
        let assessment = assess(
            build,
            against: edition,
            evidence: BenchEvidence(bench.devices.map { ($0.name, $0.facts, $0.events) }),
            dated: dated,
            asOf: asOf ?? bench.day,
            policy: policy
        )
        return Certification(
            build: build,
            assessment: assessment,
            edition: edition,
            devices: bench.devices.map {
                Certification.Device(recording: $0.name, facts: $0.facts, conversation: $0.conversation)
            }
        )
    }
}
