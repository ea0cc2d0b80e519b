import Assessment

/// How a verdict looks: a word, a mark and a shade, so that no one of them has to be seen.
struct VerdictLook {
    let name: String
    let mark: String
    let shade: String

    init(_ verdict: String) {
        switch Verdict(rawValue: verdict) {
        case .warranted: (name, mark, shade) = ("warranted", "✓", "good")
        case .warrantedWithAdvice: (name, mark, shade) = ("with advice", "✓", "heed")
        case .notWarranted: (name, mark, shade) = ("not warranted", "✕", "bad")
        case .inconclusive: (name, mark, shade) = ("inconclusive", "?", "open")
        case nil: (name, mark, shade) = (verdict, "?", "open")
        }
    }

    /// The word in the margin of a reason, and its shade.
    static func effect(_ effect: String) -> (mark: String, shade: String) {
        switch Effect(rawValue: effect) {
        case .fails: ("no", "bad")
        case .open: ("open", "open")
        case .advises: ("heed", "heed")
        case .satisfied: ("yes", "good")
        case .informs: ("note", "plainmark")
        case nil: (effect, "plainmark")
        }
    }

    static func outcome(_ outcome: CheckLine.Outcome) -> (word: String, shade: String) {
        switch outcome {
        case .passed: ("passed", "good")
        case .failed: ("failed", "bad")
        case .waived: ("waived", "heed")
        case .notApplicable: ("not applicable", "plainmark")
        case .notRun: ("not run", "open")
        }
    }
}
