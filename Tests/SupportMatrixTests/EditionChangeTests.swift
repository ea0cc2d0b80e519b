import SupportMatrix
import Testing

@Suite("comparing editions")
struct EditionChangeTests {
    @Test
    func anEditionHasNoChangesToItself() throws {
        let edition = try Edition.newestBuiltIn()
        #expect(edition.changes(to: edition).isEmpty)
    }

    struct Edit: CustomTestStringConvertible, Sendable {
        let expected: String
        let make: @Sendable (inout Edition) -> Void

        var testDescription: String { expected }
    }

    static let edits: [Edit] = [
        Edit(expected: "operating-system table: sus × windows-10 changes from Supported to Retired.") {
            $0.operatingSystemTable.rows[1][1] = .retired
        },
        Edit(expected: "browser table: sus × safari changes from Retired to Supported.") {
            $0.browserTable.rows[1][5] = .supported
        },
        Edit(
            expected: "rules: windows-11-ceiling changes from “Nothing newer than 24H2 has been tested.” operating "
                + "systems windows-11, footnotes systems.3 to “Nothing newer than 25H2 has been tested.” operating "
                + "systems windows-11, footnotes systems.3."
        ) { edition in
            guard let index = edition.rules.firstIndex(where: { $0.id == "windows-11-ceiling" }) else { return }
            edition.rules[index].kind = .newestTestedRelease(ReleaseName("25H2"))
        },
        Edit(
            expected:
                "rules: card-printers is gone; it was “The page covers smartcard printer drivers; its table was not captured.” systems care-identity-management; authenticators smartcards."
        ) {
            $0.rules.removeAll { $0.id == "card-printers" }
        },
        Edit(expected: "unlisted authenticators: passkeys is gone; it was “Passkeys”, also Passkey.") {
            $0.unlistedAuthenticators.removeFirst()
        },
        Edit(
            expected:
                "systems: sus changes from “SUS”, also Secondary Uses Service to “SUS+”, also Secondary Uses Service."
        ) {
            $0.systems[1].name = "SUS+"
        },
    ]

    @Test(arguments: edits)
    func oneEditIsOneSentence(_ edit: Edit) throws {
        let before = try Edition.newestBuiltIn()
        var after = before
        edit.make(&after)
        #expect(before.changes(to: after).map(\.sentence) == [edit.expected])
        #expect(after.changes(to: before).count == 1)
    }
}
