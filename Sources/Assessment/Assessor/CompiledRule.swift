import SupportMatrix

/// A rule of an edition with its scope turned into tables.
struct CompiledRule {
    let rule: EditionRule
    let systems: ScopeMask
    let operatingSystems: ScopeMask
    let browsers: ScopeMask
    let authenticators: ScopeMask
    let marks: MarkBits
    let source: EditionReference

    init(_ rule: EditionRule, of edition: Edition) {
        self.rule = rule
        systems = ScopeMask(rule.scope.systems, among: edition.systems.map(\.id))
        operatingSystems = ScopeMask(rule.scope.operatingSystems, among: edition.operatingSystems.map(\.id))
        browsers = ScopeMask(rule.scope.browsers, among: edition.browsers.map(\.id))
        authenticators = ScopeMask(rule.scope.authenticators, among: edition.authenticators.map(\.id))
        marks = MarkBits(rule.footnotes)
        source = .rule(id: rule.id, footnotes: rule.footnotes)
    }

    /// Whether the answer differs from browser to browser of one client.
    var dependsOnBrowser: Bool {
        switch rule.kind {
        case .privateBrowsing, .releaseWindow: true
        default: false
        }
    }
}
