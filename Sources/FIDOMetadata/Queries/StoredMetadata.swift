import CTAPMessages
import Crypto
import Dispatch
import Octets
import Synchronization

/// A payload that was verified once and stored, read for one model at a time.
///
/// The digest in the record stands for the signature, which may no longer verify by now. Only the entries of the model
/// that is asked for are parsed, so that an answer from a full BLOB takes a few milliseconds.
package struct StoredMetadata: Sendable {
    /// The payload is not the one that was verified, or no BLOB.
    package enum Damage: Error, Hashable, Sendable, CustomStringConvertible {
        case otherDigest(expected: String, found: String)
        case unreadable(BLOBError)

        package var description: String {
            switch self {
            case .otherDigest(let expected, let found):
                "the stored metadata has the digest \(found), and \(expected) was verified"
            case .unreadable(let error): "the stored metadata cannot be read: \(error)"
            }
        }
    }

    package let record: VerificationRecord
    private let document: JSONDocument
    private let entries: [JSONNode]

    /// Takes a payload and the record of its verification.
    ///
    /// - Throws: ``Damage`` when they do not belong together.
    package init(payload: [UInt8], record: VerificationRecord) throws(Damage) {
        let (digest, parsed) = Self.digestAndDocument(of: payload)
        guard digest == record.payloadDigest else {
            throw .otherDigest(expected: record.payloadDigest, found: digest)
        }
        let document: JSONDocument
        do throws(JSONError) {
            document = try parsed.get()
        } catch {
            throw .unreadable(.malformedJSON(error))
        }
        guard let entries = document.root["entries"]?.elements else { throw .unreadable(.noEntries) }
        self.record = record
        self.document = document
        self.entries = entries
    }

    /// Each takes half of the time that an answer takes, and neither needs the other: they run at once.
    private static func digestAndDocument(of payload: [UInt8]) -> (String, Result<JSONDocument, JSONError>) {
        let digest = Mutex("")
        let document = Mutex<Result<JSONDocument, JSONError>>(.failure(JSONError(.unexpectedEnd, offset: 0)))
        DispatchQueue.concurrentPerform(iterations: 2) { part in
            if part == 0 {
                let found = Hex.encode(SHA256.hash(data: payload))
                digest.withLock { $0 = found }
            } else {
                let parsed = Result { () throws(JSONError) in try JSONDocument(parsing: payload) }
                document.withLock { $0 = parsed }
            }
        }
        return (digest.withLock(\.self), document.withLock(\.self))
    }

    /// The whole BLOB, parsed; for lists and for attestations, which need every entry.
    ///
    /// - Throws: ``BLOBError`` when the payload is none, which a verified one always is.
    package func blob() throws(BLOBError) -> MetadataBLOB {
        try MetadataBLOB(parsing: document)
    }

    /// What the BLOB has under a name; the same answer that ``MetadataBLOB/lookup(_:)-(AuthenticatorIdentifier)`` gives.
    package func lookup(_ identifier: AuthenticatorIdentifier) -> MetadataLookup {
        var found: [MetadataEntry] = []
        for (index, node) in entries.enumerated() where node.mayBe(identifier) {
            var findings: [MetadataFinding] = []
            guard let entry = try? MetadataEntry(parsing: node, index: index, findings: &findings),
                entry.identifiers.contains(identifier),
                !found.contains(where: { $0.isWritten(like: entry) })
            else { continue }
            found.append(entry)
        }
        guard let first = found.first else { return .absent }
        return found.count == 1 ? .found(first) : .ambiguous(found)
    }
}

extension JSONNode {
    /// Whether an entry has a member of the identifier's kind, and one of 16 bytes' text where it is an AAGUID.
    fileprivate func mayBe(_ identifier: AuthenticatorIdentifier) -> Bool {
        switch identifier {
        case .aaguid(let aaguid):
            guard let text = self["aaguid"]?.string else { return false }
            // Digits may be of either case, and hyphens may be missing.
            return text.lowercased() == aaguid.description || text.utf8.count == 32
        case .aaid: return self["aaid"] != nil
        case .keyIdentifier: return self["attestationCertificateKeyIdentifiers"] != nil
        }
    }
}
