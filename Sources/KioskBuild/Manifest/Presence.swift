import StrictYAML

/// Whether something is on the build: stated either way, and distinct from not being mentioned.
package enum Presence<Details: Hashable & Sendable>: Hashable, Sendable {
    case absent
    case present(Details)

    /// What is known of it, when it is there.
    package var details: Details? {
        guard case .present(let details) = self else { return nil }
        return details
    }
}

extension YAMLValue {
    /// The word `absent`, or a mapping that says what is there.
    func presence<Details>(_ read: (YAMLValue) -> Details?) -> Located<Presence<Details>>? {
        if let word = plainText {
            guard word == "absent" else {
                let none = ["none", "no", "false", "missing", "removed", "uninstalled"].contains(word.lowercased())
                report(
                    "\(path) must be absent or a mapping of keys, not \(tree.kind)",
                    suggestion: none ? "absent" : NearestName.nearest(to: word, among: ["absent"])
                )
                return nil
            }
            return Located(.absent, at: position)
        }
        return read(self).map { Located(.present($0), at: position) }
    }
}
