import Assessment
import Evidence
import Foundation
import Reports
import Vocabulary

/// Everything that a bundle holds, made from one certification.
///
/// The same certification gives the same files, but for the moment at which they say they were made.
struct BundleAssembly {
    private let inputs: CertificationInputs
    private let asOf: String
    private let made: String
    let document: CertificationDocument
    /// `result.json`, without its final line break.
    let result: String

    init(_ certification: Certification, _ inputs: CertificationInputs, made: Date) throws {
        self.inputs = inputs
        self.made = Timestamp.text(of: made)
        asOf = certification.assessment.asOf.description
        document = CertificationDocument(certification)
        result = try JSONOutput(schema: CertificationDocument.schema, result: document, at: made).text()
    }

    /// The files of the bundle; without a key its statement is not signed.
    func bundle(
        recordings: [(name: String, bytes: [UInt8])],
        checks: [(name: String, bytes: [UInt8])] = [],
        key: SigningKey?
    ) throws(EvidenceError) -> BundleFiles {
        var files = BundleFiles(name: "the bundle")
        try files.add(BundlePath.build, inputs.files.build)
        try files.add(BundlePath.edition, inputs.files.edition)
        try files.add(BundlePath.policy, inputs.files.policy)
        try files.add(BundlePath.datedFacts, inputs.files.datedFacts)
        if let metadata = inputs.files.metadata { try files.add(BundlePath.metadata, metadata) }
        if let waivers = inputs.files.waivers { try files.add(BundlePath.waivers, waivers) }
        if let quirks = inputs.files.quirks { try files.add(BundlePath.quirks, quirks) }
        try files.add(BundlePath.result, Array((result + "\n").utf8))
        for recording in recordings { try files.add("\(BundlePath.recordings)/\(recording.name)", recording.bytes) }
        for file in checks { try files.add("\(BundlePath.checks)/\(file.name)", file.bytes) }
        for report in Self.reports(document, made: made) { try files.add(report.path, report.bytes) }
        let manifest = BundleManifest(of: files, tool: "touchstone \(ToolVersion.current)", made: made, asOf: asOf)
        try files.add(BundlePath.manifest, manifest.encoded())
        let statement = InTotoStatement(of: manifest, result: document.testResult).encoded()
        if let key {
            let envelope = DSSEEnvelope(signing: statement, type: InTotoStatement.payloadType, with: key)
            try files.add(BundlePath.envelope, envelope.encoded())
        } else {
            try files.add(BundlePath.statement, statement)
        }
        return files
    }

    /// The reports of a result, which anybody can make again from it.
    static func reports(_ document: CertificationDocument, made: String) -> [(path: String, bytes: [UInt8])] {
        [
            ("report.html", Array(HTMLReport(document, made: made).text.utf8)),
            ("junit.xml", Array(JUnitReport(document, made: made).text.utf8)),
            ("report.md", Array(MarkdownReport(document).text.utf8)),
            ("cells.csv", Array(CellTable(document).text.utf8)),
            ("oscal.json", Array(OSCALReport(document, made: made).text.utf8)),
        ]
    }
}
