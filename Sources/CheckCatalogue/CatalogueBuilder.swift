package import Checks

/// Makes a catalogue a list of its checks.
@resultBuilder package enum CatalogueBuilder {
    package static func buildExpression(_ check: Check<KeyUnderTest>) -> [CatalogueEntry] { [.key(check)] }

    package static func buildExpression(_ check: Check<CardUnderTest>) -> [CatalogueEntry] { [.card(check)] }

    package static func buildExpression(_ check: Check<ReaderUnderTest>) -> [CatalogueEntry] { [.reader(check)] }

    package static func buildExpression(_ area: Catalogue) -> [CatalogueEntry] { area.entries }

    package static func buildBlock(_ entries: [CatalogueEntry]...) -> [CatalogueEntry] { entries.flatMap(\.self) }
}
