import Evidence
import Foundation
import Reports

/// `result.json` of a bundle, read.
struct StoredResult: Sendable {
    let document: CertificationDocument

    private struct Envelope: Decodable {
        let schema: String
        let result: CertificationDocument
    }

    private struct Head: Decodable {
        let schema: String
    }

    /// - Throws: `EvidenceError` for what is no result, or one that only another release can read.
    init(in bundle: BundleFiles) throws {
        let data = Data(try bundle.required(BundlePath.result))
        let path = "\(bundle.name)/\(BundlePath.result)"
        let decoder = JSONDecoder()
        guard let head = try? decoder.decode(Head.self, from: data) else {
            throw EvidenceError(.malformed, path: path, "is no result")
        }
        guard head.schema == CertificationDocument.schema else {
            throw EvidenceError(
                .unsupportedVersion,
                path: path,
                "has the schema \(head.schema), and this release knows \(CertificationDocument.schema)",
                remedy: "verify it with the release that made it"
            )
        }
        do {
            document = try decoder.decode(Envelope.self, from: data).result
        } catch {
            throw EvidenceError(.malformed, path: path, "lacks what \(head.schema) has: \(error)")
        }
    }
}
