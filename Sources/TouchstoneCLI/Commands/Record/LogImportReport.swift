import RecordingImport

/// What an import made, and what it could not know.
struct LogImportReport: Encodable {
    struct Gap: Encodable {
        let subject: String
        let text: String
    }

    let recording: String
    let format: String
    let reader: String?
    let exchanges: Int
    let unknown: [Gap]

    init(_ trace: ForeignTrace, path: String) {
        recording = path
        format = trace.format.rawValue
        reader = trace.reader
        exchanges = trace.exchangeCount
        unknown = trace.gaps.map { Gap(subject: $0.subject.rawValue, text: $0.text) }
    }

    var text: String {
        let title = "imported \(exchanges) exchanges (\(format)) into \(recording)"
        guard !unknown.isEmpty else { return title }
        return title + "\nnot in the log:\n" + unknown.map { "  \($0.text)" }.joined(separator: "\n")
    }
}
