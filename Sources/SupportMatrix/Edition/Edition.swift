import StrictYAML
package import Vocabulary

/// One edition of the Warrantied Environment Specification as data.
///
/// The page has no version number; what names an edition is the time of its last edit, together with the digest of the
/// text it was read from. Everything in here is a fact in our own words, never a sentence of the page.
package struct Edition: Hashable, Sendable {
    /// More rules than this are refused: one word holds a bit for each.
    package static let ruleLimit = 64

    package var id: String
    package var title: String
    package var source: Source
    package var systems: [EditionSystem]
    /// Those of the operating-system table, and those that only the authenticator table names.
    package var operatingSystems: [OperatingSystemColumn]
    package var browsers: [BrowserColumn]
    package var operatingSystemTable: StatusTable
    package var browserTable: StatusTable
    package var authenticators: [AuthenticatorRow]
    /// Authenticators that the sign-in service knows and this edition does not name.
    package var unlistedAuthenticators: [UnlistedAuthenticator]
    package var rules: [EditionRule]

    package init(
        id: String,
        title: String,
        source: Source,
        systems: [EditionSystem],
        operatingSystems: [OperatingSystemColumn],
        browsers: [BrowserColumn],
        operatingSystemTable: StatusTable,
        browserTable: StatusTable,
        authenticators: [AuthenticatorRow],
        unlistedAuthenticators: [UnlistedAuthenticator],
        rules: [EditionRule]
    ) {
        self.id = id
        self.title = title
        self.source = source
        self.systems = systems
        self.operatingSystems = operatingSystems
        self.browsers = browsers
        self.operatingSystemTable = operatingSystemTable
        self.browserTable = browserTable
        self.authenticators = authenticators
        self.unlistedAuthenticators = unlistedAuthenticators
        self.rules = rules
    }

    /// Where an edition was read from.
    package struct Source: Hashable, Sendable {
        package var page: String
        package var lastEdited: CalendarDate
        /// The time of day of the last edit, `08:29`, where the page gives one.
        package var lastEditedTime: String?
        /// SHA-256 of the captured page, in lower-case hexadecimal.
        package var digest: String

        package init(page: String, lastEdited: CalendarDate, lastEditedTime: String?, digest: String) {
            self.page = page
            self.lastEdited = lastEdited
            self.lastEditedTime = lastEditedTime
            self.digest = digest
        }
    }

    /// An authenticator that another NHS page names and this edition does not.
    package struct UnlistedAuthenticator: Hashable, Sendable {
        package var id: String
        package var name: String
        package var aliases: [String]
        package var kind: AuthenticatorRow.Kind

        package init(id: String, name: String, aliases: [String] = [], kind: AuthenticatorRow.Kind) {
            self.id = id
            self.name = name
            self.aliases = aliases
            self.kind = kind
        }

        /// Whether a person who wrote `text` meant this one.
        package func isNamed(_ text: String) -> Bool {
            let text = text.lowercased()
            return id.lowercased() == text || name.lowercased() == text || aliases.contains { $0.lowercased() == text }
        }
    }
}

extension Edition {
    /// Whether the operating-system table has a column for it; if not, only the authenticator table names it.
    package func isInOperatingSystemTable(_ column: OperatingSystemColumn) -> Bool {
        operatingSystemTable.columns.contains(column.id)
    }

    /// The name that a person who wrote an unknown system probably meant.
    package func closestSystemName(to text: String) -> String? {
        NearestName.nearest(to: text, among: systems.flatMap { [$0.id, $0.name] + $0.aliases })
    }

    /// The name that a person who wrote an unknown authenticator probably meant.
    package func closestAuthenticatorName(to text: String) -> String? {
        NearestName.nearest(to: text, among: authenticators.flatMap { [$0.id, $0.name] + $0.aliases })
    }
}
