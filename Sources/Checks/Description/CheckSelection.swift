package import SafetyGuard

/// Which checks somebody wants: all that meet every condition given.
package struct CheckSelection: Hashable, Sendable {
    /// Ids or patterns, one of which has to match; any id where empty.
    package var patterns: [IDPattern]
    /// Tags, one of which a check has to have; any where empty.
    package var tags: Set<CheckTag>
    package var kinds: Set<CheckedKind>
    /// The highest class that is allowed.
    package var danger: DangerClass

    package init(
        patterns: [IDPattern] = [],
        tags: Set<CheckTag> = [],
        kinds: Set<CheckedKind> = [],
        danger: DangerClass = .d0
    ) {
        self.patterns = patterns
        self.tags = tags
        self.kinds = kinds
        self.danger = danger
    }

    /// Whether a check is meant, the danger class left aside.
    package func names(_ check: CheckDescription) -> Bool {
        (patterns.isEmpty || patterns.contains { $0.matches(check.id) })
            && (tags.isEmpty || !tags.isDisjoint(with: check.tags))
            && (kinds.isEmpty || kinds.contains(check.kind))
    }

    package func contains(_ check: CheckDescription) -> Bool { names(check) && check.danger <= danger }
}
