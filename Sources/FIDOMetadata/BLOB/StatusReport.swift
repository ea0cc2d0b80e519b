package import Vocabulary

/// One statement about a model's status (FIDO Metadata Service 3.1.1, 3.1.3).
package struct StatusReport: Hashable, Sendable {
    /// A date that a report gives, may leave out, and may garble.
    package enum ReportDate: Hashable, Sendable {
        case absent
        case on(CalendarDate)
        /// Not a date; the text as written.
        case unreadable(String)

        package var date: CalendarDate? {
            guard case .on(let date) = self else { return nil }
            return date
        }
    }

    package let status: AuthenticatorStatus
    /// Since when; a report without one is in effect as long as it is there.
    package var effectiveDate: ReportDate
    /// From when on no longer (3.1).
    package var sunsetDate: ReportDate
    /// The firmware that the report is about; a certification also covers higher ones until a new report.
    package var authenticatorVersion: UInt64?
    /// The compromised or certified attestation certificate, DER.
    package var certificate: [UInt8]?
    /// The certificate of the batch that the report is about, DER (3.1.1).
    package var batchCertificate: [UInt8]?
    package var url: String?
    package var certificationDescriptor: String?
    package var certificateNumber: String?
    package var certificationPolicyVersion: String?
    package var certificationRequirementsVersion: String?
    /// `consumer`, `enterprise` (3.1).
    package var certificationProfiles: [String]
    package var fipsRevision: UInt64?
    package var fipsPhysicalSecurityLevel: UInt64?
    /// Where the report stood in the entry's `statusReports`.
    package var position: Int
    /// Members that no specification up to 3.1.1 has, as JSON.
    package var unknownFields: [UnknownField]

    package init(
        _ status: AuthenticatorStatus,
        effectiveDate: ReportDate = .absent,
        sunsetDate: ReportDate = .absent,
        authenticatorVersion: UInt64? = nil,
        position: Int = 0
    ) {
        self.status = status
        self.effectiveDate = effectiveDate
        self.sunsetDate = sunsetDate
        self.authenticatorVersion = authenticatorVersion
        self.position = position
        certificationProfiles = []
        unknownFields = []
    }

    /// Whether the report names a certificate, and so speaks only of keys that this certificate attests.
    package var scope: [[UInt8]] { [certificate, batchCertificate].compactMap(\.self) }
}

extension StatusReport: CustomStringConvertible {
    /// The status with its date, firmware and certificate number, in one line.
    package var description: String {
        var text = status.rawValue
        switch effectiveDate {
        case .absent: break
        case .on(let date): text += " of \(date)"
        case .unreadable(let date): text += " of unreadable date \"\(date)\""
        }
        if let authenticatorVersion { text += " for version \(authenticatorVersion)" }
        if let certificateNumber { text += ", certificate \(certificateNumber)" }
        return text
    }
}

/// A member of an object that the specification does not have, kept as it was written.
package struct UnknownField: Hashable, Sendable {
    package let name: String
    /// The value as JSON text.
    package let json: String

    package init(name: String, json: String) {
        self.name = name
        self.json = json
    }
}
