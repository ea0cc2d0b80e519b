package import SupportMatrix
package import Vocabulary

extension ClientAssessment {
    /// What keeps the recordings of one kind of device from carrying a verdict: one that is not whole, or of a later day.
    ///
    /// Each device of the kind counts, for each of them may be the one that is handed out.
    func recordingReasons(_ row: AuthenticatorRow) -> [Reason] {
        let kind: ObservedDevice.Kind
        switch row.kind {
        case .smartcard: kind = .reader
        case .securityKey: kind = .securityKey
        case .platform, .mobileApp, .oneTimeCode: return []
        }
        return evidence.devices.filter { $0.kind == kind && isInUse($0) }
            .flatMap { device in [flaw(of: device), lateness(of: device)].compactMap(\.self) }
    }

    /// Keys of models that the build does not name are on the bench for something else.
    func isInUse(_ device: ObservedDevice) -> Bool {
        device.kind != .securityKey || client.keyModels.isEmpty || client.keyModels.contains { $0.matches(device) }
    }

    private func flaw(of device: ObservedDevice) -> Reason? {
        device.recordingFlaw.map { flaw in
            flawedRecording("bench.recording", of: device.name, device.recording, flaw, at: device.reference)
        }
    }

    /// That a recording, of a probe or of checks, is not whole: what it does not show may be what matters.
    func flawedRecording(
        _ rule: String,
        of device: String,
        _ recording: String,
        _ flaw: String,
        at reference: String
    ) -> Reason {
        Reason(
            rule,
            .open,
            .evidence(.flawedRecording(device: device, recording: recording, flaw: flaw)),
            source: .dated(source: "what a verdict asks for"),
            evidence: EvidenceReference(.observation, reference),
            missing: Missing(
                "a whole recording of \(device)",
                supply: "record it again with `touchstone certify BUILD` at the bench, and let it come to its end"
            )
        )
    }

    private func lateness(of device: ObservedDevice) -> Reason? {
        guard let day = device.recordedOn, asOf < day else { return nil }
        return later(
            "day.recording",
            .recordedLater(device: device.name, recorded: day, asOf: asOf),
            what: "\(device.name) on a day on which it had been recorded",
            day,
            at: EvidenceReference(.observation, device.reference)
        )
    }

    /// That the edition is of a later day than the one that is asked about.
    var editionReasons: [Reason] {
        let day = edition.source.lastEdited
        guard asOf < day else { return [] }
        return [
            later(
                "day.edition",
                .editionLater(edition: edition.id, edited: day, asOf: asOf),
                what: "a day on which the edition was there",
                day,
                at: .absent
            )
        ]
    }

    /// That the build knows of a browser's releases only from a later day.
    func referenceReason(_ browser: ClientDescription.Browser) -> Reason? {
        let product = browser.identity.product
        guard let day = client.references[product]?.date, asOf < day else { return nil }
        return later(
            "day.reference",
            .referenceLater(browser: browser.name, reference: day, asOf: asOf),
            what: "\(browser.name) on a day on which it was there",
            day,
            at: field("reference.\(product)-stable")
        )
    }

    private func later(
        _ rule: String,
        _ finding: Finding.EvidenceFinding,
        what: String,
        _ day: CalendarDate,
        at evidence: EvidenceReference
    ) -> Reason {
        Reason(
            rule,
            .open,
            .evidence(finding),
            source: .dated(source: "what a verdict asks for"),
            evidence: evidence,
            missing: Missing(what, supply: "`--as-of \(day)`, or a later day")
        )
    }
}

extension Edition {
    /// A day, or that of the last edit where the day is before it: of days before it there is nothing to ask an edition.
    package func day(from day: CalendarDate) -> CalendarDate { max(day, source.lastEdited) }
}
