package import CTAPMessages
package import Vocabulary

/// One model in a metadata BLOB: what it is called, what its vendor states, and its status reports.
package struct MetadataEntry: Sendable {
    /// Every name of the model; at least one.
    package var identifiers: [AuthenticatorIdentifier]
    package var statement: MetadataStatement
    /// In the order of the BLOB, which is no order in time.
    package var statusReports: [StatusReport]
    package var timeOfLastStatusChange: CalendarDate?
    package var rogueListURL: String?
    package var rogueListHash: String?
    package var hasBiometricStatusReports = false
    /// Where the entry stood in the payload's `entries`.
    package var index: Int
    package var unknownFields: [UnknownField] = []
    /// The entry as it was signed; `nil` for one that was not read from a BLOB.
    package var source: JSONNode?

    package init(
        identifiers: [AuthenticatorIdentifier],
        statement: MetadataStatement = MetadataStatement(),
        statusReports: [StatusReport] = [],
        index: Int = 0
    ) {
        self.identifiers = identifiers
        self.statement = statement
        self.statusReports = statusReports
        self.index = index
    }

    package var aaguid: AAGUID? {
        for case .aaguid(let aaguid) in identifiers { return aaguid }
        return nil
    }

    /// Identifiers of U2F attestation keys.
    package var keyIdentifiers: [[UInt8]] {
        identifiers.compactMap { identifier in
            guard case .keyIdentifier(let bytes) = identifier else { return nil }
            return bytes
        }
    }

    /// The model's name, or its identifier where it has none.
    package var name: String {
        statement.description ?? identifiers.first?.description ?? "entry \(index)"
    }
}
