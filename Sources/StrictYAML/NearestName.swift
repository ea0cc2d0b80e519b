/// Finds the name that a misspelt one was probably meant to be.
package enum NearestName {
    /// The nearest of the candidates, or none when nothing is near enough to be worth naming.
    ///
    /// Case and separators do not count, so `displayVersion` finds `display-version`. Beyond that a third of the letters may be
    /// inserted, dropped, changed or swapped with their neighbour, and a name that merely goes on (`firefox-esr`) finds its beginning.
    package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = letters(of: name)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (candidate: String, distance: Int)?
        var prefixed: String?
        for candidate in candidates where candidate != name {
            let letters = letters(of: candidate)
            guard letters.count <= 64 else { continue }
            let distance = distance(wanted, letters)
            if distance <= max(1, max(wanted.count, letters.count) / 3), distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
            let shorter = min(wanted.count, letters.count)
            if shorter >= 3, prefixed == nil, wanted.prefix(shorter) == letters.prefix(shorter) {
                prefixed = candidate
            }
        }
        return best?.candidate ?? prefixed
    }

    private static func letters(of name: String) -> [Unicode.Scalar] {
        name.lowercased().unicodeScalars.filter { !["-", "_", " ", "."].contains($0) }
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
