import SupportMatrix

extension ClientAssessment {
    func systemAnswer(_ name: String, evidence: EvidenceReference) -> SystemAnswer {
        let operatingSystem =
            operatingSystemIndex.map { assessor.operatingSystemMasks[$0] } ?? assessor.unknownOperatingSystem
        guard let index = assessor.systemIndex(name) else {
            let reason = Reason(
                "system.listing",
                .fails,
                .system(.notListed(name: name, nearest: edition.closestSystemName(to: name))),
                source: .unlisted,
                evidence: field("systems")
            )
            return SystemAnswer(
                id: name,
                index: nil,
                name: name,
                status: .notListed,
                reason: reason,
                masks: assessor.unknownSystem.meeting(operatingSystem)
            )
        }
        let system = edition.systems[index]
        let (status, reason) = operatingSystemReason(system: index, evidence)
        return SystemAnswer(
            id: system.id,
            index: index,
            name: system.name,
            status: status,
            reason: reason,
            masks: assessor.systemMasks[index].meeting(operatingSystem)
        )
    }

    /// What the edition says of the client's operating system for one of its systems.
    private func operatingSystemReason(
        system index: Int,
        _ evidence: EvidenceReference
    ) -> (SupportStatus, Reason) {
        let system = edition.systems[index]
        guard let operatingSystemIndex else { return unlistedOperatingSystem(evidence) }
        let column = edition.operatingSystems[operatingSystemIndex]
        guard edition.isInOperatingSystemTable(column) else {
            return operatingSystemOfAuthenticatorTable(column, system: index, evidence)
        }
        let source = EditionReference.cell(table: "operating systems", row: system.name, column: column.name)
        if let asWritten = column.asWritten, policy.misspeltColumn == .asWritten {
            let finding = Finding.OperatingSystemFinding.misspelt(
                name: operatingSystemName,
                asWritten: asWritten
            )
            return (.notListed, operatingSystem(.fails, finding, source, evidence, [.a17]))
        }
        let status = listedStatus(edition.operatingSystemTable.status(row: index, column: column.id))
        let finding = Finding.OperatingSystemFinding.status(system: system.name, column: column.name, status.cell)
        return (
            status.shown,
            operatingSystem(Effect(of: status.cell), finding, source, evidence, column.asWritten == nil ? [] : [.a17])
        )
    }

    /// The status to show: a release beyond the tested ones is neither of the cell's words.
    private func listedStatus(_ cell: SupportStatus) -> (cell: SupportStatus, shown: SupportStatus) {
        guard let operatingSystemIndex, Effect(of: cell) != .fails else { return (cell, cell) }
        let scope = assessor.operatingSystemMasks[operatingSystemIndex].scope
        for (index, rule) in assessor.rules.enumerated() where scope & (UInt64(1) << UInt64(index)) != 0 {
            guard case .newestTestedRelease(let ceiling) = rule.rule.kind,
                client.operatingSystem.release?.isNewer(than: ceiling) == true
            else { continue }
            return (cell, .untestedNewer)
        }
        return (cell, cell)
    }

    private func unlistedOperatingSystem(_ evidence: EvidenceReference) -> (SupportStatus, Reason) {
        let name = operatingSystemName
        guard assessor.ownRiskFamilies.contains(client.operatingSystem.family) else {
            return (.notListed, operatingSystem(.fails, .notListed(name: name), .unlisted, evidence))
        }
        return (
            .outsideWarranty,
            operatingSystem(Effect(of: .outsideWarranty), .outsideWarranty(name: name), assessor.ownRiskRule, evidence)
        )
    }

    /// An operating system that no column of the operating-system table names.
    ///
    /// It may count for a system whose browser table supports a browser that exists on no tabulated operating system:
    /// that support would otherwise be about nothing.
    private func operatingSystemOfAuthenticatorTable(
        _ column: OperatingSystemColumn,
        system index: Int,
        _ evidence: EvidenceReference
    ) -> (SupportStatus, Reason) {
        let system = edition.systems[index]
        let isIPad = column.family == .iPadOS
        let reading: Reading = isIPad ? .a05 : .a04
        let source = EditionReference.row(table: "authenticators", row: column.name)
        let unlisted = Finding.OperatingSystemFinding.onlyInAuthenticatorTable(
            system: system.name,
            column: column.name
        )
        switch isIPad ? policy.iPadOS : policy.macOS {
        case .notListed:
            return (.notListed, operatingSystem(.fails, unlisted, source, evidence, [reading]))
        case .everySystem:
            return (
                .supported,
                operatingSystem(.advises, .countsEverywhere(column: column.name), source, evidence, [reading])
            )
        case .whereItsBrowserIsSupported:
            let tabulated = edition.operatingSystems.filter(edition.isInOperatingSystemTable).map(\.family)
            let browser = edition.browsers.first { browser in
                browser.families.contains(column.family) && !browser.families.contains(where: tabulated.contains)
                    && Effect(of: edition.browserTable.status(row: index, column: browser.id)) != .fails
            }
            guard let browser else {
                return (.notListed, operatingSystem(.fails, unlisted, source, evidence, [reading]))
            }
            let finding = Finding.OperatingSystemFinding.countsThroughBrowser(
                system: system.name,
                column: column.name,
                browser: browser.name
            )
            let cell = EditionReference.cell(table: "browsers", row: system.name, column: browser.name)
            return (.supported, operatingSystem(.advises, finding, cell, evidence, [reading]))
        }
    }

    private func operatingSystem(
        _ effect: Effect,
        _ finding: Finding.OperatingSystemFinding,
        _ source: EditionReference,
        _ evidence: EvidenceReference,
        _ readings: [Reading] = []
    ) -> Reason {
        Reason(
            "os.status",
            effect,
            .operatingSystem(finding),
            source: source,
            evidence: evidence,
            readings: readings.reduce(into: []) { $0.insert(ReadingSet($1)) }
        )
    }
}

extension ClientAssessment {
    func browserAnswer(_ index: Int) -> BrowserAnswer {
        let browser = client.browsers[index]
        let column = edition.browsers.firstIndex { $0.matches(browser.identity) }
        return BrowserAnswer(
            index: index,
            name: browser.name,
            identity: browser.identity,
            column: column,
            evidence: field("browsers[\(index)]"),
            masks: column.map { assessor.browserMasks[$0] } ?? assessor.unknownBrowser,
            lateness: referenceReason(browser),
            rules: RuleReasons(
                assessor.rules.map { $0.dependsOnBrowser ? reasons(of: $0, browser: index) : [] },
                of: assessor
            )
        )
    }

    /// What the edition says of a browser for one system.
    func browserStatus(of system: SystemAnswer, _ browser: BrowserAnswer) -> BrowserStatusAnswer {
        let evidence = browser.evidence
        func answer(_ status: SupportStatus, _ finding: Finding.BrowserFinding, _ source: EditionReference)
            -> BrowserStatusAnswer
        {
            let reason = Reason(
                "browser.status",
                Effect(of: status),
                .browser(finding),
                source: source,
                evidence: evidence
            )
            return BrowserStatusAnswer(status: status, isUsable: false, plain: reason, whereListed: reason)
        }
        guard let columnIndex = browser.column else {
            return assessor.areOtherBrowsersOwnRisk
                ? answer(.outsideWarranty, .outsideWarranty(name: browser.identity.name), assessor.ownRiskRule)
                : answer(.notListed, .notListed(name: browser.identity.name), .unlisted)
        }
        let column = edition.browsers[columnIndex]
        guard column.families.contains(client.operatingSystem.family) else {
            let finding = Finding.BrowserFinding.notMadeFor(
                browser: column.name,
                family: client.operatingSystem.family.name
            )
            return answer(.notListed, finding, .row(table: "browsers", row: column.name))
        }
        guard let systemIndex = system.index else {
            return BrowserStatusAnswer(status: .notListed, isUsable: false, plain: nil, whereListed: nil)
        }
        let status = edition.browserTable.status(row: systemIndex, column: column.id)
        let source = EditionReference.cell(table: "browsers", row: system.name, column: column.name)
        let finding = Finding.BrowserFinding.status(system: system.name, column: column.name, status)
        let effect = Effect(of: status)
        let plain = Reason("browser.status", effect, .browser(finding), source: source, evidence: evidence)
        guard effect == .fails else {
            return BrowserStatusAnswer(status: status, isUsable: true, plain: plain, whereListed: plain)
        }
        // The two tables disagree wherever an authenticator's row lists what the system's row forbids.
        let overruled = Finding.BrowserFinding.overruledByAuthenticatorTable(
            system: system.name,
            column: column.name,
            status
        )
        let whereListed =
            policy.tableConflict == .authenticatorTable
            ? Reason("browser.status", .advises, .browser(overruled), source: source, evidence: evidence)
            : plain
        return BrowserStatusAnswer(
            status: status,
            isUsable: false,
            plain: plain,
            whereListed: whereListed.citing(ReadingSet(.a03))
        )
    }
}
