import SupportMatrix
import Vocabulary

extension ClientAssessment {
    func authenticatorAnswer(_ name: String) -> AuthenticatorAnswer {
        guard let index = assessor.authenticatorIndex(name) else {
            return unlistedAuthenticator(name)
        }
        let row = edition.authenticators[index]
        let source = EditionReference.row(table: "authenticators", row: row.name)
        var reasons: [Reason] = []
        if let host = row.namedInFootnoteOf {
            let hostName = edition.authenticators.first { $0.id == host }?.name ?? host
            let isListed = policy.footnoteAuthenticator == .ownRow
            let finding: Finding.AuthenticatorFinding =
                isListed
                ? .throughFootnote(authenticator: row.name, row: hostName)
                : .footnoteOnly(authenticator: row.name, row: hostName)
            reasons.append(
                authenticator(isListed ? .advises : .fails, finding, source, readings: ReadingSet(.a18))
            )
        }
        if let operatingSystemIndex {
            let column = edition.operatingSystems[operatingSystemIndex]
            if !row.operatingSystems.contains(column.id) {
                let finding = Finding.AuthenticatorFinding.operatingSystemMissing(
                    authenticator: row.name,
                    operatingSystem: column.name
                )
                reasons.append(authenticator(.fails, finding, source))
            }
        }
        return AuthenticatorAnswer(
            id: row.id,
            index: index,
            // Before the rules: of all that is open this is what the others rest on.
            reasons: reasons + recordingReasons(row),
            listings: client.browsers.map { listing(row, $0.identity, source) },
            evidence: evidenceReasons(for: row) + advice.byKind[row.kind, default: []]
                + advice.byAuthenticator[row.id, default: []],
            masks: assessor.authenticatorMasks[index]
        )
    }

    private func unlistedAuthenticator(_ name: String) -> AuthenticatorAnswer {
        let reason: Reason
        let unlisted = edition.unlistedAuthenticators.first { $0.isNamed(name) }
        if let unlisted {
            let isOffered = policy.unlistedSignIn == .signInService
            reason = authenticator(
                isOffered ? .advises : .fails,
                isOffered ? .offeredBySignInService(name: unlisted.name) : .knownToSignInService(name: unlisted.name),
                .unlisted,
                readings: ReadingSet(.a16)
            )
        } else {
            let finding = Finding.AuthenticatorFinding.notListed(
                name: name,
                nearest: edition.closestAuthenticatorName(to: name)
            )
            reason = authenticator(.fails, finding, .unlisted)
        }
        let id = unlisted?.id ?? name
        return AuthenticatorAnswer(
            id: id,
            index: nil,
            reasons: [reason],
            listings: client.browsers.map { _ in nil },
            evidence: advice.byAuthenticator[id, default: []],
            masks: assessor.unknownAuthenticator
        )
    }

    /// Whether the authenticator's row lists a browser; nil where the edition knows no such browser on this system.
    private func listing(
        _ row: AuthenticatorRow,
        _ browser: BrowserIdentity,
        _ source: EditionReference
    ) -> AuthenticatorAnswer.Listing? {
        guard let operatingSystemIndex, let column = edition.browsers.first(where: { $0.matches(browser) }),
            column.families.contains(client.operatingSystem.family)
        else { return nil }
        if row.browsers.contains(column.id) {
            let finding = Finding.AuthenticatorFinding.listed(
                authenticator: row.name,
                operatingSystem: edition.operatingSystems[operatingSystemIndex].name,
                browser: column.name
            )
            let listsBoth = row.operatingSystems.contains(edition.operatingSystems[operatingSystemIndex].id)
            let reason = authenticator(listsBoth ? .satisfied : .informs, finding, source)
            return .init(isListed: true, plain: reason, whereSystemAllows: reason)
        }
        let missing = Finding.AuthenticatorFinding.browserMissing(authenticator: row.name, browser: column.name)
        let overruled = Finding.AuthenticatorFinding.overruledBySystemTable(
            authenticator: row.name,
            browser: column.name
        )
        let plain = authenticator(.fails, missing, source)
        return .init(
            isListed: false,
            plain: plain,
            whereSystemAllows: policy.tableConflict == .systemTable
                ? authenticator(.advises, overruled, source, readings: ReadingSet(.a03))
                : plain.citing(ReadingSet(.a03))
        )
    }

    /// What the bench has to have seen, or the build to say, before an authenticator can be warranted.
    private func evidenceReasons(for row: AuthenticatorRow) -> [Reason] {
        switch row.kind {
        case .smartcard: [cardReason()] + checkReasons(.reader)
        case .securityKey: [keyReason()] + checkReasons(.securityKey)
        case .platform: row.id == "windows-hello" ? [tpmReason()] : []
        case .mobileApp, .oneTimeCode: []
        }
    }

    /// What the sign-in service asks of Windows Hello: a TPM of version 2.0 that keeps its keys.
    private func tpmReason() -> Reason {
        let hello = client.windowsHello
        let (effect, finding): (Effect, Finding.AuthenticatorFinding) =
            switch (hello.kind, hello.tpm) {
            case (.software?, _): (.fails, .helloInSoftware)
            case (_, "absent"?): (.fails, .helloWithoutTPM)
            case (_, "virtual"?): (.advises, .helloOnVirtualTPM)
            case (nil, nil): (.informs, .helloUnsaid)
            default: (.satisfied, .helloOnTPM)
            }
        return Reason(
            "windows-hello.tpm",
            effect,
            .authenticator(finding),
            source: .dated(source: "NHS England, page on Windows Hello of the sign-in service"),
            evidence: field("authenticators")
        )
    }

    private func cardReason() -> Reason {
        let readers = evidence.devices.filter { $0.kind == .reader }
        if let reader = readers.first(where: { $0.cardAnswered == true }) {
            return seen(.cardAnswered(reader: reader.name), reader)
        }
        let missing = Missing("a card that answers in a reader", supply: "insert a card, then `touchstone probe`")
        let offered = readers.filter(\.isOffered)
        if offered.isEmpty, let reader = readers.first {
            let missing = Missing(
                missing.what,
                supply: "have the PC/SC daemon offer \(reader.name) (`touchstone doctor` says what is wrong), "
                    + "then `touchstone certify BUILD`"
            )
            let place = EvidenceReference(.observation, reader.reference)
            return authenticator("bench.card", .open, .readerNotOffered(reader: reader.name), place, missing: missing)
        }
        guard let reader = offered.first(where: { $0.cardAnswered == false }) ?? offered.first else {
            let missing = Missing(missing.what, supply: "attach a reader with a card, then `touchstone probe`")
            return authenticator("bench.card", .open, .noReader, .absent, missing: missing)
        }
        let finding: Finding.AuthenticatorFinding =
            reader.cardAnswered == nil ? .noCard(reader: reader.name) : .cardSilent(reader: reader.name)
        return authenticator(
            "bench.card",
            .open,
            finding,
            EvidenceReference(.observation, reader.reference),
            missing: missing
        )
    }

    private func keyReason() -> Reason {
        guard let key = evidence.devices.first(where: { $0.kind == .securityKey }) else {
            let missing = Missing("a security key on the bench", supply: "attach the key, then `touchstone probe`")
            return authenticator("bench.key", .open, .noKey, .absent, missing: missing)
        }
        return seen(.keySeen(name: key.name), key)
    }

    private func seen(_ finding: Finding.AuthenticatorFinding, _ device: ObservedDevice) -> Reason {
        authenticator(
            device.kind == .reader ? "bench.card" : "bench.key",
            .satisfied,
            finding,
            EvidenceReference(.observation, device.reference),
            missing: nil
        )
    }

    private func authenticator(
        _ rule: String,
        _ effect: Effect,
        _ finding: Finding.AuthenticatorFinding,
        _ evidence: EvidenceReference,
        missing: Missing?
    ) -> Reason {
        Reason(
            rule,
            effect,
            .authenticator(finding),
            source: .dated(source: "what a verdict asks for"),
            evidence: evidence,
            missing: missing
        )
    }

    private func authenticator(
        _ effect: Effect,
        _ finding: Finding.AuthenticatorFinding,
        _ source: EditionReference,
        readings: ReadingSet = []
    ) -> Reason {
        Reason(
            "authenticator.listing",
            effect,
            .authenticator(finding),
            source: source,
            evidence: field("authenticators"),
            readings: readings
        )
    }
}
