import ArgumentParser
import CheckCatalogue
import Checks
import SafetyGuard

/// Which checks a command is about.
struct CheckSelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("This check, or those that a pattern with * matches; may be repeated.", valueName: "id"))
    var only: [String] = []

    @Option(help: "Checks with this tag; may be repeated.")
    var tag: [String] = []

    @Option(help: "Checks of keys, cards or readers; may be repeated.")
    var kind: [CheckedKind] = []

    @Option(help: ArgumentHelp("The highest danger class that is allowed: d0, d1 or d2.", valueName: "class"))
    var danger: DangerClass = .d0

    func validate() throws {
        guard danger <= .d2 else {
            throw ValidationError("--danger takes d0, d1 or d2; --allow-danger is for checks that spend something")
        }
    }

    /// Whether nothing was said.
    var isEmpty: Bool { only.isEmpty && tag.isEmpty && kind.isEmpty && danger == .d0 }

    /// The class of everything that may run; `spending` was asked for by an option of its own.
    func allowance(_ spending: DangerClass?) -> DangerClass { max(danger, spending ?? .d0) }

    private func selection(_ spending: DangerClass? = nil) -> CheckSelection {
        CheckSelection(
            patterns: only.map { IDPattern($0) },
            tags: Set(tag.map(CheckTag.init(rawValue:))),
            kinds: Set(kind),
            danger: allowance(spending)
        )
    }

    /// What is meant, whatever its class.
    ///
    /// - Throws: `CommandFailure` when a name means no check at all: a slip of the finger must not pass as success.
    func named() throws -> [CheckDescription] {
        let all = Catalogue.all.entries.map(\.description)
        let selection = selection()
        for pattern in selection.patterns where !all.contains(where: { pattern.matches($0.id) }) {
            throw Self.unknown("no check is called \(pattern)")
        }
        for tag in selection.tags where !all.contains(where: { $0.tags.contains(tag) }) {
            let known = Set(all.flatMap(\.tags)).sorted().map(\.rawValue).joined(separator: ", ")
            throw Self.unknown("no check has the tag \(tag); there are \(known)")
        }
        return all.filter { selection.names($0) }
    }

    /// What is meant and allowed.
    ///
    /// - Throws: `CommandFailure` when that is nothing.
    func entries(spending: DangerClass? = nil) throws -> [CatalogueEntry] {
        let named = try named()
        // Nobody who lets a run go by itself is to be asked for anything but a touch.
        let isNamed = !only.isEmpty || tag.contains(CheckTag.hands.rawValue)
        let chosen = Catalogue.all.selected(by: selection(spending))
            .filter { isNamed || !$0.description.tags.contains(.hands) }
        guard !chosen.isEmpty else {
            guard let lowest = named.map(\.danger).min() else { throw Self.unknown("the conditions meet in no check") }
            throw CommandFailure(
                code: "not-allowed",
                message: "the \(named.count) checks that are meant are of class \(lowest) and above",
                remedy: "\(lowest > .d2 ? "--allow-danger" : "--danger") \(lowest.rawValue.lowercased()) allows more; "
                    + "docs/safety.md says what that means",
                status: .noPermission
            )
        }
        return chosen
    }

    private static func unknown(_ message: String) -> CommandFailure {
        CommandFailure(
            code: "no-such-check",
            message: message,
            remedy: "`touchstone check --list` names them",
            status: .usage
        )
    }
}

extension CheckedKind: ExpressibleByArgument {}

extension DangerClass: ExpressibleByArgument {
    /// Takes `d1` as well as `D1`.
    package init?(argument: String) {
        self.init(rawValue: argument.uppercased())
    }

    package var defaultValueDescription: String { rawValue.lowercased() }

    package static var allValueStrings: [String] { ["d0", "d1", "d2"] }

    /// What the classes are stands in docs/safety.md; one line each would say too little.
    package static var allValueDescriptions: [String: String] { [:] }
}
