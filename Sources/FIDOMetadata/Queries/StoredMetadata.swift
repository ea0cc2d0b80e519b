import CTAPMessages
import Crypto
import Dispatch
import Octets
import Synchronization

/// A payload that was verified once and stored, read for one model at a time.
///
/// The digest in the record stands for the signature, which may no longer verify by now. Only the entries of the model
/// that is asked for are parsed; with an index only they are read at all, each checked by its own digest.
package struct StoredMetadata: Sendable {
    /// The payload is not the one that was verified, or no BLOB.
    package enum Damage: Error, Hashable, Sendable, CustomStringConvertible {
        case otherDigest(expected: String, found: String)
        /// The index was made of another payload, or by another release.
        case otherIndex
        /// An entry, by its place in `entries`, is not the one that was verified.
        case otherEntry(index: Int)
        case unreadable(BLOBError)
        /// The system does not give the bytes out.
        case unreachable(String)

        package var description: String {
            switch self {
            case .otherDigest(let expected, let found):
                "the stored metadata has the digest \(found), and \(expected) was verified"
            case .otherIndex: "the index of the stored metadata is not for this metadata and this release"
            case .otherEntry(let index):
                "$.entries[\(index)] of the stored metadata is not the entry that was verified: its digest differs"
            case .unreadable(let error): "the stored metadata cannot be read: \(error)"
            case .unreachable(let reason): "the stored metadata cannot be read: \(reason)"
            }
        }
    }

    private enum Content: Sendable {
        case whole(JSONDocument, entries: [JSONNode])
        case indexed(EntryIndex, StoredPayload)
    }

    package let record: VerificationRecord
    private let content: Content

    /// Takes a payload and the record of its verification.
    ///
    /// - Throws: ``Damage`` when they do not belong together.
    package init(payload: [UInt8], record: VerificationRecord) throws(Damage) {
        let document = try Self.document(of: payload, verifiedAs: record)
        guard let entries = document.root["entries"]?.elements else { throw .unreadable(.noEntries) }
        self.record = record
        content = .whole(document, entries: entries)
    }

    /// Takes a payload that stays where it is, with its index and the record of its verification.
    ///
    /// - Throws: ``Damage`` when index and record do not belong together, or another release made the index.
    package init(
        payload: StoredPayload,
        index: EntryIndex,
        record: VerificationRecord,
        release: String
    ) throws(Damage) {
        guard index.payloadDigest == record.payloadDigest, index.release == release else { throw .otherIndex }
        self.record = record
        content = .indexed(index, payload)
    }

    /// The whole BLOB, parsed; for lists and for attestations, which need every entry.
    ///
    /// - Throws: ``Damage`` when the payload is not the one that was verified.
    package func blob() throws(Damage) -> MetadataBLOB {
        let document: JSONDocument
        switch content {
        case .whole(let whole, _): document = whole
        case .indexed(_, let payload):
            let bytes = try Self.reached { try payload.whole() }
            document = try Self.document(of: bytes, verifiedAs: record)
        }
        do throws(BLOBError) {
            return try MetadataBLOB(parsing: document)
        } catch {
            throw .unreadable(error)
        }
    }

    /// What the BLOB has under a name; the same answer that ``MetadataBLOB/lookup(_:)-(AuthenticatorIdentifier)`` gives.
    ///
    /// - Throws: ``Damage`` when an entry that is asked for cannot be had as it was verified.
    package func lookup(_ identifier: AuthenticatorIdentifier) throws(Damage) -> MetadataLookup {
        var found: [MetadataEntry] = []
        for (index, node) in try candidates(for: identifier) {
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

    /// Entries that may have the name, each with its place.
    private func candidates(
        for identifier: AuthenticatorIdentifier
    ) throws(Damage) -> [(index: Int, node: JSONNode)] {
        switch content {
        case .whole(_, let entries):
            return entries.enumerated().filter { $0.element.mayBe(identifier) }.map { ($0.offset, $0.element) }
        case .indexed(let index, let payload):
            var candidates: [(index: Int, node: JSONNode)] = []
            for line in index.lines(named: identifier) {
                let bytes = try Self.reached { try payload.part(line.range) }
                guard Hex.encode(SHA256.hash(data: bytes)) == line.digest else { throw .otherEntry(index: line.index) }
                do throws(JSONError) {
                    candidates.append((line.index, try JSONDocument(parsing: bytes).root))
                } catch {
                    throw .unreadable(.malformedJSON(error))
                }
            }
            return candidates
        }
    }

    private static func reached(_ read: () throws -> [UInt8]) throws(Damage) -> [UInt8] {
        do {
            return try read()
        } catch {
            throw .unreachable("\(error)")
        }
    }
}

extension StoredMetadata {
    /// A payload's JSON, once it is known to be the one that was verified.
    private static func document(
        of payload: [UInt8],
        verifiedAs record: VerificationRecord
    ) throws(Damage) -> JSONDocument {
        let (digest, parsed) = digestAndDocument(of: payload)
        guard digest == record.payloadDigest else {
            throw .otherDigest(expected: record.payloadDigest, found: digest)
        }
        do throws(JSONError) {
            return try parsed.get()
        } catch {
            throw .unreadable(.malformedJSON(error))
        }
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
