import TextDocuments

/// All bundles of a reassessment: which changed, and which of them got worse.
struct ReassessmentReport: Encodable {
    let bundles: Int
    let changed: Int
    let worse: Int
    let unreadable: Int
    /// The changed and the unreadable ones, in the order of their paths.
    let stories: [BundleReassessment]

    init(_ all: [BundleReassessment]) {
        bundles = all.count
        stories = all.filter { $0.problem != nil || !$0.changes.isEmpty || $0.before != $0.after }
        changed = stories.count { $0.problem == nil }
        worse = all.count(where: \.isWorse)
        unreadable = all.count { $0.problem != nil }
    }

    /// For people: what to look at first, then the counts.
    var text: String {
        var lines: [String] = []
        for story in stories {
            if let problem = story.problem {
                lines += ["CANNOT BE JUDGED AGAIN: \(story.bundle)"] + Self.indented(problem)
                continue
            }
            let word = story.isWorse ? "WORSE" : "changed"
            lines.append("\(word): \(story.build ?? story.bundle), \(story.before ?? "?") -> \(story.after ?? "?")")
            lines.append("  \(story.bundle)")
            for change in story.changes {
                let sentence = change.because.map { ". \($0)" } ?? ""
                let verdicts = "\(change.before ?? "absent") -> \(change.after ?? "absent")"
                lines += Self.indented("\(change.cause.rawValue): \(change.cell), \(verdicts)\(sentence)")
            }
        }
        if !lines.isEmpty { lines.append("") }
        lines.append("\(bundles) bundle(s): \(changed) changed, \(worse) of them worse; \(unreadable) cannot be judged")
        return lines.joined(separator: "\n")
    }

    private static func indented(_ text: String) -> [String] {
        TextTable.wrap(text, to: 76).map { "    \($0)" }
    }
}
