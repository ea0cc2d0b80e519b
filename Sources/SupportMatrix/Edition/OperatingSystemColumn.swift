/// An operating system that an edition names, and how to tell whether a client runs it.
package struct OperatingSystemColumn: Hashable, Sendable {
    package var id: String
    package var name: String
    /// The page's own spelling where the name corrects it, such as "Window 8.1 and earlier".
    package var asWritten: String?
    package var family: OperatingSystemFamily
    /// Exactly this product number; nil for any.
    package var version: ReleaseName?
    /// This product number and all before it; nil for no such limit.
    package var newest: ReleaseName?
    package var footnotes: [FootnoteMark]

    package init(
        id: String,
        name: String,
        asWritten: String? = nil,
        family: OperatingSystemFamily,
        version: ReleaseName? = nil,
        newest: ReleaseName? = nil,
        footnotes: [FootnoteMark] = []
    ) {
        self.id = id
        self.name = name
        self.asWritten = asWritten
        self.family = family
        self.version = version
        self.newest = newest
        self.footnotes = footnotes
    }

    /// Whether the column speaks of this system.
    ///
    /// A column with a version matches only a client that states one. A release that has no order against the column's
    /// limit does not match: it is then not listed, which fails safe.
    package func matches(_ system: OperatingSystemIdentity) -> Bool {
        guard family == system.family else { return false }
        if version == nil, newest == nil { return true }
        guard let stated = system.version else { return false }
        if let version, stated.isNewer(than: version) != false || version.isNewer(than: stated) != false {
            return false
        }
        if let newest, stated.isNewer(than: newest) != false { return false }
        return true
    }

    /// Whether a person who wrote `text` meant this column.
    package func isNamed(_ text: String) -> Bool {
        let text = text.lowercased()
        return id.lowercased() == text || name.lowercased() == text || asWritten?.lowercased() == text
    }
}
