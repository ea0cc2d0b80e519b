import StrictYAML
package import SupportMatrix
package import Vocabulary

/// A question to an edition without a build: the cells that fit, and what each would need.
package struct MatrixQuery: Hashable, Sendable {
    /// Patterns for names, with `*` for any text; nil for all.
    package var system: String?
    package var operatingSystem: String?
    package var browser: String?
    package var authenticator: String?

    package init(
        system: String? = nil,
        operatingSystem: String? = nil,
        browser: String? = nil,
        authenticator: String? = nil
    ) {
        self.system = system
        self.operatingSystem = operatingSystem
        self.browser = browser
        self.authenticator = authenticator
    }

    /// One cell of the answer.
    package struct Row: Hashable, Sendable {
        package let system: String
        package let operatingSystem: String
        package let browser: String
        package let authenticator: String
        package let cell: CellVerdict

        /// The verdict on a client that meets every condition.
        package var verdictWhenConditionsHold: Verdict {
            Verdict(effects: cell.reasons.lazy.map(\.effect).filter { $0 != .open })
        }

        /// What such a client has to show.
        package var conditions: [Missing] { cell.missing }

        /// The story of the cell, with no build behind it.
        package func explanation(in assessor: Assessor, asOf: CalendarDate) -> Explanation {
            Explanation(
                of: cell,
                edition: assessor.edition,
                policy: assessor.policy,
                asOf: asOf,
                operatingSystem: operatingSystem,
                hasBuild: false
            )
        }
    }

    /// Nothing in the edition, and no text that could be read, fits a pattern.
    package struct NoMatch: Error, Hashable, Sendable, CustomStringConvertible {
        package let dimension: String
        package let text: String
        package let nearest: String?

        package var description: String {
            "no \(dimension) fits \"\(text)\"\(nearest.map { "; did you mean \"\($0)\"?" } ?? "")"
        }
    }

    /// The cells that fit, in the edition's order.
    ///
    /// - Throws: which of the patterns fits nothing, with the nearest name.
    package func rows(in assessor: Assessor, asOf: CalendarDate) throws(NoMatch) -> [Row] {
        let edition = assessor.edition
        let systems = try Self.matches(
            system,
            "system",
            edition.systems.map { ($0.id, [$0.id, $0.name] + $0.aliases) }
        )
        let authenticators = try Self.matches(
            authenticator,
            "authenticator",
            edition.authenticators.map { ($0.id, [$0.id, $0.name] + $0.aliases) }
                + edition.unlistedAuthenticators.map { ($0.id, [$0.id, $0.name] + $0.aliases) }
        )
        let operatingSystems = try operatingSystems(of: edition)
        let browsers = try browsers(of: edition)
        var rows: [Row] = []
        for (operatingSystemName, operatingSystem) in operatingSystems {
            let client = ClientDescription(
                operatingSystem: operatingSystem,
                browsers: browsers,
                systems: systems,
                authenticators: authenticators
            )
            rows += assessor.cells(of: client, asOf: asOf)
                .map { cell in
                    Row(
                        system: edition.systems.first { $0.id == cell.system }?.name ?? cell.system,
                        operatingSystem: operatingSystemName,
                        browser: cell.browser,
                        authenticator: edition.authenticators.first { $0.id == cell.authenticator }?.name
                            ?? edition.unlistedAuthenticators.first { $0.id == cell.authenticator }?.name
                            ?? cell.authenticator,
                        cell: cell
                    )
                }
        }
        return rows
    }

    private static func matches(
        _ pattern: String?,
        _ dimension: String,
        _ candidates: [(id: String, names: [String])]
    ) throws(NoMatch) -> [String] {
        guard let pattern else { return candidates.map(\.id) }
        let wildcard = WildcardPattern(pattern)
        let found = candidates.filter { $0.names.contains(where: wildcard.matches) }.map(\.id)
        guard found.isEmpty else { return found }
        let nearest = NearestName.nearest(to: pattern, among: candidates.flatMap(\.names))
        throw NoMatch(dimension: dimension, text: pattern, nearest: nearest)
    }

    /// Columns by name, or else one system as a person writes it, such as `Windows 11 25H2`.
    private func operatingSystems(of edition: Edition) throws(NoMatch) -> [(String, OperatingSystemIdentity)] {
        let columns = edition.operatingSystems.map { column in
            let identity = OperatingSystemIdentity(family: column.family, version: column.version ?? column.newest)
            return (column, identity)
        }
        guard let pattern = operatingSystem else { return columns.map { ($0.name, $1) } }
        let wildcard = WildcardPattern(pattern)
        let found = columns.filter { wildcard.matches($0.0.name) || wildcard.matches($0.0.id) }
        if !found.isEmpty { return found.map { ($0.name, $1) } }
        if let identity = OperatingSystemIdentity(parsing: pattern) { return [(identity.name, identity)] }
        let nearest = NearestName.nearest(to: pattern, among: edition.operatingSystems.map(\.name))
        throw NoMatch(dimension: "operating system", text: pattern, nearest: nearest)
    }

    private func browsers(of edition: Edition) throws(NoMatch) -> [ClientDescription.Browser] {
        let columns = edition.browsers.map { column in
            let identity = BrowserIdentity(
                product: column.product,
                isInternetExplorerMode: column.isInternetExplorerMode,
                version: column.newest
            )
            return (column, ClientDescription.Browser(name: column.name, identity: identity))
        }
        guard let pattern = browser else { return columns.map(\.1) }
        let wildcard = WildcardPattern(pattern)
        let found = columns.filter { wildcard.matches($0.0.name) || wildcard.matches($0.0.id) }
        if !found.isEmpty { return found.map(\.1) }
        let identity = BrowserIdentity(parsing: pattern)
        guard edition.browsers.contains(where: { $0.matches(identity) }) else {
            let nearest = NearestName.nearest(to: pattern, among: edition.browsers.map(\.name))
            throw NoMatch(dimension: "browser", text: pattern, nearest: nearest)
        }
        return [ClientDescription.Browser(identity: identity)]
    }
}

extension [MatrixQuery.Row] {
    /// The rows as a table for any format.
    package var table: MatrixTable {
        MatrixTable(
            id: "query",
            title: "Cells",
            header: ["System", "OS", "Browser", "Authenticator", "Verdict", "Conditions"],
            rows: map { row in
                [
                    row.system, row.operatingSystem, row.browser, row.authenticator,
                    row.verdictWhenConditionsHold.name,
                    row.verdictWhenConditionsHold == .notWarranted ? "" : String(row.conditions.count),
                ]
            }
        )
    }
}
