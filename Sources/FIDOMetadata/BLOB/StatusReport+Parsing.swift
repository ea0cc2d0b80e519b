extension StatusReport {
    /// Reads one element of `statusReports`.
    ///
    /// - Throws: ``RejectedEntry`` when there is no status to speak of: an entry whose status cannot be read may have
    ///   been revoked, so it must not pass for one that was not.
    init(
        parsing node: JSONNode,
        at position: Int,
        path: String,
        index: Int,
        findings: inout [MetadataFinding]
    ) throws(RejectedEntry) {
        guard var fields = FieldReader(node, path: path) else {
            throw RejectedEntry(index: index, path: path, reason: "not an object", name: nil)
        }
        guard let text = fields.string("status"), !text.isEmpty else {
            throw RejectedEntry(index: index, path: "\(path).status", reason: "no status", name: nil)
        }
        let status = AuthenticatorStatus(rawValue: text)
        if !status.isKnown {
            fields.note(
                .unknownStatus,
                "status",
                "\"\(text)\" is no status up to 3.1.1; it is kept and decides nothing"
            )
        }
        self.init(
            status,
            effectiveDate: fields.date("effectiveDate"),
            sunsetDate: fields.date("sunsetDate"),
            authenticatorVersion: fields.unsigned("authenticatorVersion"),
            position: position
        )
        certificate = fields.certificate("certificate")
        batchCertificate = fields.certificate("batchCertificate")
        url = fields.string("url")
        certificationDescriptor = fields.string("certificationDescriptor")
        certificateNumber = fields.string("certificateNumber")
        certificationPolicyVersion = fields.string("certificationPolicyVersion")
        certificationRequirementsVersion = fields.string("certificationRequirementsVersion")
        certificationProfiles = fields.strings("certificationProfiles")
        fipsRevision = fields.unsigned("fipsRevision")
        fipsPhysicalSecurityLevel = fields.unsigned("fipsPhysicalSecurityLevel")
        unknownFields = fields.unknownFields
        fields.noteUnknownFields()
        findings += fields.findings
    }
}
