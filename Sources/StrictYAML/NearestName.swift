/// Finds the name that a misspelt one was probably meant to be.
package enum NearestName {
    /// The nearest of the candidates, or none when nothing is near enough to be worth naming.
    ///
    /// Case and separators do not count, so `displayVersion` finds `display-version`. Beyond that a third of the letters
    /// may be inserted, dropped, changed or swapped with their neighbour, and a name that holds another (`firefox-esr`,
    /// `microsoft-edge`) finds it.
    package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = letters(of: name)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (candidate: String, distance: Int)?
        var contained: String?
        for candidate in candidates where candidate != name {
            let letters = letters(of: candidate)
            guard letters.count <= 64 else { continue }
            let distance = distance(wanted, letters)
            let longer = max(wanted.count, letters.count)
            if distance <= max(1, longer / 3), distance < longer, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
            if contained == nil, holds(wanted, letters) || holds(letters, wanted) { contained = candidate }
        }
        return best?.candidate ?? contained
    }

    private static func letters(of name: String) -> [Unicode.Scalar] {
        name.lowercased().unicodeScalars.filter { !["-", "_", " ", "."].contains($0) }
    }

    /// Whether the letters of a name of at least three stand together in another.
    private static func holds(_ whole: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
        guard part.count >= 3, part.count <= whole.count else { return false }
        return (0...whole.count - part.count).contains { whole[$0...].starts(with: part) }
    }

    /// The optimal string alignment distance: edits, with a swap of two neighbours as one.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for (row, leftLetter) in left.enumerated() {
            var current = [row + 1]
            for (column, rightLetter) in right.enumerated() {
                let substitution = last[column] + (leftLetter == rightLetter ? 0 : 1)
                var cost = min(substitution, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, leftLetter == right[column - 1], left[row - 1] == rightLetter {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
