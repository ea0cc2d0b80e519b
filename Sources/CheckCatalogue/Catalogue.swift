package import Checks

/// Every check there is, in the order in which a run makes them.
package struct Catalogue: Sendable {
    package let entries: [CatalogueEntry]

    package init(@CatalogueBuilder _ entries: () -> [CatalogueEntry]) {
        self.entries = entries()
    }

    /// The built-in catalogue.
    package static let all = Catalogue {
        channelChecks
        informationChecks
        creationChecks
        assertionChecks
        clientPINChecks
        managementChecks
        largeBlobChecks
        enrolmentChecks
        extensionChecks
        attestationChecks
        u2fChecks
        readerChecks
        answerToResetChecks
        caseChecks
        nfcChecks
        nhsChecks
        cardChecks
        sharingChecks
        observerChecks
        lifeCycleChecks
    }

    /// Ids that were checks once and mean nothing any more; none of them may come back.
    package static let retired: Set<CheckID> = []

    package subscript(_ id: CheckID) -> CatalogueEntry? {
        entries.first { $0.description.id == id }
    }

    /// What a selection comes to, in the order of the catalogue.
    package func selected(by selection: CheckSelection) -> [CatalogueEntry] {
        entries.filter { selection.contains($0.description) }
    }
}
