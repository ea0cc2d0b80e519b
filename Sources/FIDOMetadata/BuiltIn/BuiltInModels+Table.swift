import CTAPMessages
import Vocabulary

extension BuiltInModels {
    /// The text of a table with the facts of a verified BLOB, on the day it was verified.
    package static func table(from verified: VerifiedBLOB) -> String {
        table(from: verified.blob, on: CalendarDate(verified.record.verifiedAt))
    }

    /// The same of a payload; whoever calls this vouches for it.
    static func table(from blob: MetadataBLOB, on date: CalendarDate) -> String {
        let lowest = CertificationLevel.l2
        let lines = blob.entries.compactMap { entry -> String? in
            guard let aaguid = entry.aaguid, blob.lookup(aaguid).entry?.index == entry.index,
                let level = LevelAssessment(of: entry, firmware: nil, at: date).level, level >= lowest
            else { return nil }
            return entry.tableLine(aaguid)
        }
        return """
            # Certified FIDO2 models, facts from the FIDO Metadata Service: BLOB number, day, lowest level in the table;
            # then a line per model: AAGUID; lowest trustworthy version; reports as status@date/version~sunset#certificate; name.
            \(blob.no);\(date);\(lowest)
            \(lines.sorted().joined(separator: "\n"))

            """
    }
}

extension MetadataEntry {
    fileprivate func tableLine(_ aaguid: AAGUID) -> String {
        let reports = statusReports.map(\.tableText).joined(separator: "|")
        let name = (statement.description ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
        return "\(aaguid);\(statement.authenticatorVersion.map(String.init) ?? "");\(reports);\(name)"
    }

    init?(tableLine line: Substring, index: Int) {
        let fields = line.split(separator: ";", maxSplits: 3, omittingEmptySubsequences: false)
        guard fields.count == 4, let aaguid = AAGUID(text: fields[0]) else { return nil }
        let reports = fields[2].split(separator: "|").enumerated()
            .map { position, text in
                StatusReport(tableText: text, position: position)
            }
        var statement = MetadataStatement()
        statement.description = String(fields[3])
        statement.authenticatorVersion = UInt64(fields[1])
        statement.protocolFamily = "fido2"
        self.init(identifiers: [.aaguid(aaguid)], statement: statement, statusReports: reports, index: index)
    }
}

extension StatusReport {
    /// The parts that the level rule needs, and the certificate's number: `FIDO_CERTIFIED_L2@2024-09-26/1~2030-01-01#FIDO…`.
    fileprivate var tableText: String {
        var text = status.rawValue
        if let date = effectiveDate.tableText { text += "@\(date)" }
        if let authenticatorVersion { text += "/\(authenticatorVersion)" }
        if let date = sunsetDate.tableText { text += "~\(date)" }
        if let certificateNumber { text += "#\(certificateNumber.filter { !"|;\n\r".contains($0) })" }
        return text
    }

    fileprivate init(tableText text: Substring, position: Int) {
        var rest = text
        func take(after separator: Character) -> Substring? {
            guard let start = rest.firstIndex(of: separator) else { return nil }
            defer { rest = rest[..<start] }
            return rest[rest.index(after: start)...]
        }
        let number = take(after: "#")
        let sunset = take(after: "~")
        let version = take(after: "/")
        let date = take(after: "@")
        self.init(
            AuthenticatorStatus(rawValue: String(rest)),
            effectiveDate: ReportDate(tableText: date),
            sunsetDate: ReportDate(tableText: sunset),
            authenticatorVersion: version.flatMap { UInt64($0) },
            position: position
        )
        certificateNumber = number.map(String.init)
    }
}

extension StatusReport.ReportDate {
    fileprivate var tableText: String? {
        switch self {
        case .absent: nil
        case .on(let date): date.description
        case .unreadable: "?"
        }
    }

    fileprivate init(tableText text: Substring?) {
        guard let text else {
            self = .absent
            return
        }
        self = CalendarDate(String(text)).map(Self.on) ?? .unreadable(String(text))
    }
}
