/// A row of the page's authenticator table: what a person signs in with, and where it may be used.
package struct AuthenticatorRow: Hashable, Sendable {
    /// What a bench can observe of an authenticator, and so what evidence a verdict asks for.
    package enum Kind: String, CaseIterable, Sendable {
        /// A card that has to answer in a reader.
        case smartcard
        /// A FIDO2 key, whose model has to be vouched for.
        case securityKey = "security-key"
        /// Built into the client, as Windows Hello is: the build describes it.
        case platform
        /// An application on a mobile device: the build describes it.
        case mobileApp = "mobile-app"
        /// A code typed by hand: there is nothing to observe.
        case oneTimeCode = "one-time-code"
    }

    package var id: String
    package var name: String
    package var aliases: [String]
    package var kind: Kind
    /// Ids of operating-system columns.
    package var operatingSystems: [String]
    /// Ids of browser columns.
    package var browsers: [String]
    package var footnotes: [FootnoteMark]
    /// Set when the page names it only in the footnote of another row, which it then shares.
    package var namedInFootnoteOf: String?

    package init(
        id: String,
        name: String,
        aliases: [String] = [],
        kind: Kind,
        operatingSystems: [String],
        browsers: [String],
        footnotes: [FootnoteMark] = [],
        namedInFootnoteOf: String? = nil
    ) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.kind = kind
        self.operatingSystems = operatingSystems
        self.browsers = browsers
        self.footnotes = footnotes
        self.namedInFootnoteOf = namedInFootnoteOf
    }

    /// Whether a person who wrote `text` meant this row.
    package func isNamed(_ text: String) -> Bool {
        let text = text.lowercased()
        return id.lowercased() == text || name.lowercased() == text || aliases.contains { $0.lowercased() == text }
    }
}
