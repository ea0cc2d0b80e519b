/// Something in a BLOB that deviates from its specification or contradicts itself, and that costs nobody else an answer.
package struct MetadataFinding: Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is, for filters and tests.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case missingField
        case invalidField
        case unknownField
        case unknownStatus
        case duplicateField
        case duplicateIdentifier
        case contradiction
        case invalidCertificate
        case noTrustAnchor
    }

    package let kind: Kind
    /// Where, as a JSON path from the payload: `$.entries[12].metadataStatement.aaguid`.
    package let path: String
    package let reason: String

    package init(_ kind: Kind, _ path: String, _ reason: String) {
        self.kind = kind
        self.path = path
        self.reason = reason
    }

    package var description: String { "\(path): \(reason)" }
}
