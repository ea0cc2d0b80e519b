/// Reads the members of one JSON object and notes what is wrong with them.
///
/// A member of the wrong type is a finding and reads as absent. What was never asked for is unknown.
struct FieldReader {
    let node: JSONNode
    let path: String
    private(set) var findings: [MetadataFinding] = []
    private let members: [(name: String, value: JSONNode)]
    private var asked: Set<String> = []

    /// `nil` when the value is no object.
    init?(_ node: JSONNode, path: String) {
        guard let members = node.members else { return nil }
        self.node = node
        self.path = path
        self.members = members
        var seen: Set<String> = []
        for (name, _) in members where !seen.insert(name).inserted {
            note(.duplicateField, name, "the member appears more than once; the first one counts")
        }
    }

    /// Members that nobody asked for.
    var unknownFields: [UnknownField] {
        members.filter { !asked.contains($0.name) }.map { UnknownField(name: $0.name, json: $0.value.rawText) }
    }

    mutating func note(_ kind: MetadataFinding.Kind, _ field: String, _ reason: String) {
        findings.append(MetadataFinding(kind, field.isEmpty ? path : "\(path).\(field)", reason))
    }

    /// Takes over what a reader of a member found.
    mutating func note(_ finding: MetadataFinding) {
        findings.append(finding)
    }

    mutating func noteUnknownFields() {
        for field in unknownFields {
            note(.unknownField, field.name, "no specification up to 3.1.1 has this member; it is kept")
        }
    }

    /// Marks members as known that are read elsewhere or not at all.
    mutating func ignore(_ fields: String...) {
        asked.formUnion(fields)
    }

    mutating func value(_ field: String) -> JSONNode? {
        asked.insert(field)
        guard let value = members.first(where: { $0.name == field })?.value, value.kind != .null else { return nil }
        return value
    }

    mutating func string(_ field: String) -> String? {
        read(field, "a string") { $0.string }
    }

    mutating func unsigned(_ field: String) -> UInt64? {
        read(field, "an unsigned integer") { $0.unsignedInteger }
    }

    mutating func bool(_ field: String) -> Bool? {
        read(field, "a boolean") { $0.bool }
    }

    mutating func elements(_ field: String) -> [JSONNode] {
        read(field, "an array") { $0.elements } ?? []
    }

    mutating func strings(_ field: String) -> [String] {
        var texts: [String] = []
        for (index, element) in elements(field).enumerated() {
            guard let text = element.string else {
                note(.invalidField, "\(field)[\(index)]", "not a string")
                continue
            }
            texts.append(text)
        }
        return texts
    }

    mutating func date(_ field: String) -> StatusReport.ReportDate {
        guard let text = string(field) else {
            return has(field) ? .unreadable(node[field]?.rawText ?? "") : .absent
        }
        guard let date = CalendarDate(text) else {
            note(.invalidField, field, "\"\(text)\" is not a date")
            return .unreadable(text)
        }
        return .on(date)
    }

    /// A certificate in base64; white space in it, which real BLOBs have, is a finding and no more.
    mutating func certificate(_ field: String) -> [UInt8]? {
        value(field).flatMap { certificate(in: $0, field) }
    }

    mutating func certificate(in value: JSONNode, _ field: String) -> [UInt8]? {
        let reading = CertificateText.read(value)
        for remark in reading.remarks { note(.invalidCertificate, field, remark) }
        return reading.bytes
    }

    private func has(_ field: String) -> Bool {
        members.contains { $0.name == field && $0.value.kind != .null }
    }

    private mutating func read<Result>(_ field: String, _ type: String, _ body: (JSONNode) -> Result?) -> Result? {
        guard let value = value(field) else { return nil }
        if let result = body(value) { return result }
        note(.invalidField, field, "not \(type)")
        return nil
    }
}
