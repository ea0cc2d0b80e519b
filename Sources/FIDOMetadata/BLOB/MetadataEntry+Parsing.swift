import CTAPMessages
import Octets

extension MetadataEntry {
    /// Reads one element of `entries`.
    ///
    /// - Throws: ``RejectedEntry`` when the entry cannot be used: nothing names the model, or its statuses cannot be read.
    package init(parsing node: JSONNode, index: Int, findings: inout [MetadataFinding]) throws(RejectedEntry) {
        let path = "$.entries[\(index)]"
        guard var fields = FieldReader(node, path: path) else {
            throw RejectedEntry(index: index, path: path, reason: "not an object", name: nil)
        }
        let name = node["metadataStatement"]?["description"]?.string
        let identifiers = try Self.identifiers(&fields, index: index, name: name)
        self.init(identifiers: identifiers, index: index)
        source = node

        let reports = fields.value("statusReports")
        guard let elements = reports?.elements, !elements.isEmpty else {
            let reason = reports == nil ? "no status reports" : "status reports are not a list with a report in it"
            throw RejectedEntry(index: index, path: "\(path).statusReports", reason: reason, name: name)
        }
        for (position, element) in elements.enumerated() {
            let reportPath = "\(path).statusReports[\(position)]"
            do throws(RejectedEntry) {
                statusReports.append(
                    try StatusReport(
                        parsing: element,
                        at: position,
                        path: reportPath,
                        index: index,
                        findings: &findings
                    )
                )
            } catch {
                throw RejectedEntry(index: index, path: error.path, reason: error.reason, name: name)
            }
        }
        timeOfLastStatusChange = fields.date("timeOfLastStatusChange").date
        rogueListURL = fields.string("rogueListURL")
        rogueListHash = fields.string("rogueListHash")
        hasBiometricStatusReports = !fields.elements("biometricStatusReports").isEmpty
        if let statementNode = fields.value("metadataStatement") {
            statement = MetadataStatement(
                parsing: statementNode,
                path: "\(path).metadataStatement",
                findings: &findings
            )
        } else {
            fields.note(.missingField, "metadataStatement", "the entry states nothing of the model")
        }
        unknownFields = fields.unknownFields
        fields.noteUnknownFields()
        findings += fields.findings
        findings += contradictions(path: path)
    }

    private static func identifiers(
        _ fields: inout FieldReader,
        index: Int,
        name: String?
    ) throws(RejectedEntry) -> [AuthenticatorIdentifier] {
        var identifiers: [AuthenticatorIdentifier] = []
        var complaint = (field: "", reason: "neither aaguid, aaid nor attestationCertificateKeyIdentifiers")
        if let text = fields.string("aaguid") {
            if let aaguid = AAGUID(text: text) {
                identifiers.append(.aaguid(aaguid))
            } else {
                complaint = (".aaguid", "\"\(text)\" is no AAGUID")
            }
        }
        if let text = fields.string("aaid") {
            if AuthenticatorIdentifier.isAAID(text) {
                identifiers.append(.aaid(text.lowercased()))
            } else {
                complaint = (".aaid", "\"\(text)\" is no AAID")
            }
        }
        for (position, text) in fields.strings("attestationCertificateKeyIdentifiers").enumerated() {
            let field = "attestationCertificateKeyIdentifiers[\(position)]"
            if let bytes = try? Hex.decode(text), bytes.count == 20 {
                identifiers.append(.keyIdentifier(bytes))
            } else {
                fields.note(.invalidField, field, "\"\(text)\" is no key identifier of 20 bytes")
                complaint = (".\(field)", "\"\(text)\" is no key identifier of 20 bytes")
            }
        }
        guard !identifiers.isEmpty else {
            throw RejectedEntry(index: index, path: fields.path + complaint.field, reason: complaint.reason, name: name)
        }
        if !complaint.field.isEmpty, !complaint.field.contains("[") {
            fields.note(.invalidField, String(complaint.field.dropFirst()), complaint.reason)
        }
        return identifiers
    }
}
