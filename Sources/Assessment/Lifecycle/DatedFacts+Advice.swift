import SupportMatrix
package import Vocabulary

extension DatedFacts {
    /// What the dated facts add to the reasons of a client's cells.
    package func advice(for client: ClientDescription, asOf: CalendarDate, policy: Policy) -> DatedAdvice {
        var advice = DatedAdvice()
        advice.byKind[.smartcard] =
            cardReasons(client, asOf) + softwareReasons(client, asOf) + conflictReasons(client)
        for assurance in assurance {
            let finding = Finding.dated(
                .fact("The sign-in service takes it at assurance level AAL\(assurance.level).", remedy: nil)
            )
            let reason = Reason(
                "dated.assurance",
                .informs,
                finding,
                source: .dated(source: assurance.source),
                evidence: field("authenticators", client)
            )
            for authenticator in assurance.authenticators {
                advice.byAuthenticator[authenticator, default: []].append(reason)
            }
        }
        let verdict = operatingSystem(client.operatingSystem, asOf)
        if case .ended(let date) = verdict.standing {
            switch policy.vendorSupport {
            case .separate: advice.readings.insert(ReadingSet(.a07))
            case .advise:
                advice.general.append(
                    Reason(
                        "dated.vendor-support",
                        .advises,
                        .dated(.vendorEnded(name: verdict.subject, date: date)),
                        source: .dated(source: verdict.source ?? "vendor"),
                        evidence: field("os", client),
                        readings: ReadingSet(.a07)
                    )
                )
            }
        }
        return advice
    }

    private func field(_ path: String, _ client: ClientDescription) -> EvidenceReference {
        EvidenceReference(.build, path, at: client.positions[path])
    }

    private func cardReasons(_ client: ClientDescription, _ asOf: CalendarDate) -> [Reason] {
        cardSeries.filter { client.cardSeries.contains($0.series) }
            .compactMap { card in
                let plan = card.planned.map { " (first planned for \($0.inWords))" } ?? ""
                let sentence: String
                if let blocked = card.blocked, blocked <= asOf {
                    sentence = "Cards of series \(card.series) have been blocked since \(blocked.inWords)\(plan)."
                } else if let blocked = card.blocked {
                    sentence = "Cards of series \(card.series) are blocked from \(blocked.inWords)\(plan)."
                } else if let planned = card.planned {
                    sentence = "Cards of series \(card.series) are planned to be blocked on \(planned.inWords)."
                } else {
                    return nil
                }
                return Reason(
                    "dated.card-series",
                    .advises,
                    .dated(.fact(sentence, remedy: "Replace the cards of series \(card.series).")),
                    source: .dated(source: card.source),
                    evidence: field("smartcard-stack.card-series", client)
                )
            }
    }

    private func softwareReasons(_ client: ClientDescription, _ asOf: CalendarDate) -> [Reason] {
        software.compactMap { item in
            guard case .present? = client.software[item.id] else { return nil }
            let plan =
                item.planned.map { planned in
                    planned < asOf
                        ? "; its end was planned for \(planned.inWords), and whether it came is not on record here"
                        : "; its end is planned for \(planned.inWords)"
                } ?? ""
            let sentence = "\(item.name) is installed\(plan): \(item.says)."
            return Reason(
                "dated.software",
                .advises,
                .dated(.fact(sentence, remedy: "Move away from \(item.name).")),
                source: .dated(source: item.source),
                evidence: field(softwareField(item.id), client)
            )
        }
    }

    private func conflictReasons(_ client: ClientDescription) -> [Reason] {
        conflicts.compactMap { conflict in
            guard case .present? = client.software[conflict.software],
                case .present? = client.software[conflict.other]
            else { return nil }
            let sentence = "\(conflict.name) and \(conflict.otherName) are both installed; \(conflict.says)."
            return Reason(
                "dated.software-conflict",
                .advises,
                .dated(.fact(sentence, remedy: "Keep one of \(conflict.name) and \(conflict.otherName).")),
                source: .dated(source: conflict.source),
                evidence: field(softwareField(conflict.software), client)
            )
        }
    }

    private func softwareField(_ id: String) -> String {
        if id.hasPrefix("nhs-") { return "nhs-client.\(id.dropFirst(4))" }
        return id.hasPrefix("virtual-smartcard") ? "smartcard-stack.virtual-smartcards" : "smartcard-stack.\(id)"
    }
}
