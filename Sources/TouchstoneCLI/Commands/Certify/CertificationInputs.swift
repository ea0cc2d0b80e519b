import Assessment
import CapabilityProbe
import Checks
import Evidence
import FIDOMetadata
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
        /// What was used of the FIDO metadata; `nil` where the build needs none.
        var metadata: [UInt8]?
        /// Failures that the lab accepts; `nil` where it accepts none.
        var waivers: [UInt8]?
        /// Known deviations; `nil` in bundles from before there was a table.
        var quirks: [UInt8]?
    }

    private(set) var files: Files
    let build: BuildManifest
    let edition: Edition
    let policy: Policy
    let dated: DatedFacts
    let waivers: WaiverList
    let quirks: QuirkTable
    private(set) var metadata: MetadataExcerpt?

    /// Reads files; `name` says how messages call each.
    ///
    /// - Throws: `YAMLProblems` with what is wrong with the first that is.
    init(_ files: Files, name: (String) -> String) throws(YAMLProblems) {
        self.files = files
        build = try BuildManifest(bytes: files.build, file: name("build.yaml"))
        edition = try Edition(reading: files.edition, file: name("edition.yaml"))
        policy = try Policy(reading: files.policy, file: name("policy.yaml"))
        dated = try DatedFacts(reading: files.datedFacts, file: name("dated-facts.yaml"))
        // Without a day: one that has expired counts no more, and the verdict says so.
        if let bytes = files.waivers {
            waivers = try WaiverList(waivers: bytes, file: name(BundlePath.waivers))
        } else {
            waivers = WaiverList()
        }
        if let bytes = files.quirks {
            quirks = try QuirkTable(quirks: bytes, file: name(BundlePath.quirks))
        } else {
            quirks = QuirkTable()
        }
    }

    /// The same inputs with other files in their place.
    ///
    /// - Throws: `YAMLProblems` or `MetadataExcerpt.ParsingError` for a file that is none.
    func replacing(_ exchange: (inout Files) -> Void) throws -> Self {
        var files = files
        exchange(&files)
        var inputs = try Self(files) { $0 }
        if let metadata = files.metadata { try inputs.add(metadata: metadata) }
        return inputs
    }

    /// Whether the verdict depends on the level of security keys.
    var needsMetadata: Bool { build.authenticators.contains { $0.kind.value == .securityKeys } }

    /// Which checks the build has to pass.
    var requiredChecks: RequiredChecks { RequiredChecks(of: build, against: edition) }

    /// Keeps what the keys of a bench need of metadata, so that what is judged by is what goes into the archive.
    ///
    /// - Throws: `StoredMetadata.Damage` when what is stored is not what was verified.
    mutating func keep(
        _ metadata: MetadataInUse,
        from source: MetadataExcerpt.Source,
        for bench: ObservedBench
    ) throws {
        let statements = bench.devices.compactMap(\.facts.securityKey).map { KeyAppraisal.Statement($0) }
        let names = statements.flatMap { KeyAppraisal.identifiers(of: $0) }
        let excerpt = try MetadataExcerpt(of: metadata, from: source, for: names)
        try add(metadata: Array(excerpt.json.utf8))
    }

    /// Goes by metadata that was kept.
    ///
    /// - Throws: `MetadataExcerpt.ParsingError` for anything else.
    mutating func add(metadata bytes: [UInt8]) throws(MetadataExcerpt.ParsingError) {
        metadata = try MetadataExcerpt(parsing: bytes)
        files.metadata = bytes
    }

    /// The certification of the build with what was seen on a bench.
    ///
    /// - Throws: `StoredMetadata.Damage`, which kept metadata never gives.
    func certification(_ bench: ObservedBench, asOf: CalendarDate?) async throws -> Certification {
        let day = asOf ?? bench.day
        var facts = MetadataFacts.none
        var devices: [Certification.Device] = []
        for device in bench.devices {
            var document: AppraisalDocument?
            if let metadata, let key = device.facts.securityKey {
                let source = MetadataInUse.excerpt(metadata)
                let appraisal = try await KeyAppraisal(of: key, by: source, at: device.moment, asOf: day)
                document = AppraisalDocument(appraisal, by: source)
                let reference = ObservedDevice.keyReference(device.name, device.references)
                facts.standings[reference] = CertificationStanding(
                    appraisal,
                    of: key,
                    by: metadata,
                    answerReference: ObservedDevice.attestationReference(device.name, device.references)
                )
            }
            devices.append(
                Certification.Device(
                    recording: device.name,
                    facts: device.facts,
                    conversation: device.conversation,
                    appraisal: document,
                    recordingFlaw: device.recordingFlaw
                )
            )
        }
        let allowances = Allowances(waivers: waivers, quirks: quirks, day: day)
        let assessment = assess(
            build,
            against: edition,
            evidence: BenchEvidence(bench.devices),
            checks: bench.checks.outcomes(allowances),
            metadata: facts,
            dated: dated,
            asOf: day,
            policy: policy
        )
        return Certification(
            build: build,
            assessment: assessment,
            edition: edition,
            devices: devices,
            metadata: metadata.map { MetadataSection($0) },
            checks: bench.checks.lines(allowances)
        )
    }
}
