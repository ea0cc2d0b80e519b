package import Vocabulary

/// Which models of a BLOB somebody wants to see; every condition that is set must hold.
package struct MetadataQuery: Hashable, Sendable {
    /// This level or above, on the day that is asked for.
    package var minimumLevel: CertificationLevel?
    /// `fido2`, `u2f` or `uaf`.
    package var protocolFamily: String?
    /// `usb`, `nfc`, `ble`, `internal`, `smart-card` or `hybrid` (WebAuthn L3, 5.8.4).
    package var transport: String?
    /// A part of the name or of an identifier, in any case.
    package var text: String?

    package init() {}

    /// A model that was found, with its level.
    package struct Match: Sendable {
        package let entry: MetadataEntry
        package let assessment: LevelAssessment
    }

    /// The models that fit, in the order given, with the level that they have on a day at their best.
    package func matches(in entries: [MetadataEntry], at date: CalendarDate) -> [Match] {
        entries.compactMap { entry in
            guard fits(entry) else { return nil }
            let assessment = LevelAssessment(of: entry, firmware: nil, at: date)
            if let minimumLevel {
                guard let level = assessment.level, level >= minimumLevel else { return nil }
            }
            return Match(entry: entry, assessment: assessment)
        }
    }

    private func fits(_ entry: MetadataEntry) -> Bool {
        if let protocolFamily, entry.statement.protocolFamily?.lowercased() != protocolFamily.lowercased() {
            return false
        }
        if let transport, !entry.statement.offers(transport.lowercased()) { return false }
        guard let text, !text.isEmpty else { return true }
        let wanted = text.lowercased()
        return ([entry.name] + entry.identifiers.map(\.description)).contains { $0.lowercased().contains(wanted) }
    }
}

extension MetadataStatement {
    /// Whether there is anything to find the model by its transport with.
    package var tellsTransports: Bool { !transports.isEmpty || !attachmentHints.isEmpty }

    /// Whether the model can be reached that way, by its own getInfo, or by the statement's hints where that is silent.
    fileprivate func offers(_ transport: String) -> Bool {
        if !transports.isEmpty { return transports.contains { $0.lowercased() == transport } }
        // Hints of the FIDO Registry of Predefined Values, 3.4.
        let hint = ["usb": "wired", "ble": "bluetooth", "smart-card": "ready"][transport] ?? transport
        return attachmentHints.contains { $0.lowercased() == hint }
    }
}
