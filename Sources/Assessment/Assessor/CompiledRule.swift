import SupportMatrix

/// A rule of an edition with what is asked of it often looked up once.
struct CompiledRule {
    let rule: EditionRule
    let source: EditionReference
    /// Whether the answer differs from browser to browser of one client.
    let dependsOnBrowser: Bool
    /// Whether it is a requirement that a footnote states, whose spread is a question of its own.
    let isMarkedRequirement: Bool

    init(_ rule: EditionRule) {
        self.rule = rule
        source = .rule(id: rule.id, footnotes: rule.footnotes)
        switch rule.kind {
        case .privateBrowsing, .releaseWindow: dependsOnBrowser = true
        default: dependsOnBrowser = false
        }
        if case .requiredSoftware = rule.kind {
            isMarkedRequirement = !rule.footnotes.isEmpty
        } else {
            isMarkedRequirement = false
        }
    }
}
