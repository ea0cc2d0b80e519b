/// A path in its two parts: the folder, and the name in it.
///
/// Foundation's own split ends the program on a path of one letter, so this one does without.
struct PathName {
    /// Empty for a name without a folder.
    let folder: String
    let last: String

    init(_ path: String) {
        let path = Self.withoutTrailingSlashes(path)
        guard let slash = path.lastIndex(of: "/"), path != "/" else {
            (folder, last) = ("", path)
            return
        }
        let above = Self.withoutTrailingSlashes(String(path[..<slash]))
        folder = above.isEmpty ? "/" : above
        last = String(path[path.index(after: slash)...])
    }

    /// The name up to its last dot; a dot in front begins a name.
    var stem: String {
        guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return last }
        return String(last[..<dot])
    }

    /// `a/b` for `a/b//`; the root stays.
    static func withoutTrailingSlashes(_ path: String) -> String {
        var rest = path[...]
        while rest.count > 1, rest.hasSuffix("/") { rest.removeLast() }
        return String(rest)
    }
}
