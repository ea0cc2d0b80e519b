import Vocabulary

/// Reads the members of one JSON object and notes what is wrong with them.
///
/// A member of the wrong type is a finding and reads as absent. What was never asked for is unknown.
struct FieldReader {
    let node: JSONNode
    let path: String
    private(set) var findings: [MetadataFinding] = []
    /// Names are compared where they stand: a BLOB has tens of thousands of them, and few are ever needed as text.
    private let keys: [JSONNode]
    private let fingerprints: [NameFingerprint]
    private var asked: [Bool]

    /// `nil` when the value is no object.
    init?(_ node: JSONNode, path: String) {
        guard let keys = node.keys else { return nil }
        self.node = node
        self.path = path
        self.keys = keys
        fingerprints = keys.map(\.fingerprint)
        asked = Array(repeating: false, count: keys.count)
        for position in JSONNode.repeated(keys, fingerprints) {
            note(.duplicateField, keys[position].name, "the member appears more than once; the first one counts")
        }
    }

    /// Members that nobody asked for.
    var unknownFields: [UnknownField] {
        keys.indices.filter { !asked[$0] }
            .map { position in
                UnknownField(name: keys[position].name, json: keys[position].valueOfKey.rawText)
            }
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
        for field in fields { _ = find(field) }
    }

    mutating func value(_ field: String) -> JSONNode? {
        guard let value = find(field), value.kind != .null else { return nil }
        return value
    }

    /// The first member of a name, marked as known together with its repetitions.
    private mutating func find(_ field: String) -> JSONNode? {
        var first: JSONNode?
        let wanted = NameFingerprint(field)
        for position in fingerprints.indices where fingerprints[position] == wanted && keys[position].isSpelled(field) {
            asked[position] = true
            if first == nil { first = keys[position].valueOfKey }
        }
        return first
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
            return value(field).map { .unreadable($0.rawText) } ?? .absent
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

    private mutating func read<Result>(_ field: String, _ type: String, _ body: (JSONNode) -> Result?) -> Result? {
        guard let value = value(field) else { return nil }
        if let result = body(value) { return result }
        note(.invalidField, field, "not \(type)")
        return nil
    }
}
