/// What would settle an open question, and how to get it.
package struct Missing: Hashable, Sendable {
    /// The thing itself, as a noun phrase.
    package let what: String
    /// The command, or the manifest field, that would supply it.
    package let supply: String

    package init(_ what: String, supply: String) {
        self.what = what
        self.supply = supply
    }
}
