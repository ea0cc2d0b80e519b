package import Vocabulary

/// Which models of a BLOB somebody wants to see; every condition that is set must hold.
package struct MetadataQuery: Hashable, Sendable {
    /// This level or above, on the day that is asked for.
    package var minimumLevel: CertificationLevel?
    package var protocolFamily: ProtocolFamily?
    package var transport: AuthenticatorTransport?
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
        if let protocolFamily, entry.statement.protocolFamily?.lowercased() != protocolFamily.rawValue {
            return false
        }
        if let transport, !entry.statement.offers(transport) { return false }
        guard let text, !text.isEmpty else { return true }
        let wanted = text.lowercased()
        return ([entry.name] + entry.identifiers.map(\.description)).contains { $0.lowercased().contains(wanted) }
    }
}

extension MetadataStatement {
    /// Whether there is anything to find the model by its transport with.
    package var tellsTransports: Bool { !transports.isEmpty || !attachmentHints.isEmpty }

    /// Whether the model can be reached that way, by its own getInfo, or by the statement's hints where that is silent.
    fileprivate func offers(_ transport: AuthenticatorTransport) -> Bool {
        if !transports.isEmpty { return transports.contains { $0.lowercased() == transport.rawValue } }
        return attachmentHints.contains { $0.lowercased() == transport.attachmentHint }
    }
}
