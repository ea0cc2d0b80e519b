/// A browser that an edition names, and how to tell whether a client starts it.
package struct BrowserColumn: Hashable, Sendable {
    package var id: String
    package var name: String
    package var product: String
    /// Edge drawing with the old engine is a column of its own.
    package var isInternetExplorerMode: Bool
    /// This version and all before it; nil for any.
    package var newest: ReleaseName?
    /// The families the vendor makes it for; on any other the combination does not exist.
    package var families: [OperatingSystemFamily]
    package var footnotes: [FootnoteMark]

    package init(
        id: String,
        name: String,
        product: String,
        isInternetExplorerMode: Bool = false,
        newest: ReleaseName? = nil,
        families: [OperatingSystemFamily],
        footnotes: [FootnoteMark] = []
    ) {
        self.id = id
        self.name = name
        self.product = product
        self.isInternetExplorerMode = isInternetExplorerMode
        self.newest = newest
        self.families = families
        self.footnotes = footnotes
    }

    /// Whether the column speaks of this browser.
    package func matches(_ browser: BrowserIdentity) -> Bool {
        guard product == browser.product, isInternetExplorerMode == browser.isInternetExplorerMode else { return false }
        guard let newest, let stated = browser.version else { return true }
        guard let major = newest.major, let statedMajor = stated.major else { return false }
        return statedMajor <= major
    }

    /// Whether a person who wrote `text` meant this column.
    package func isNamed(_ text: String) -> Bool {
        let text = text.lowercased()
        return id.lowercased() == text || name.lowercased() == text
    }
}
