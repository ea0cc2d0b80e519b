import SupportMatrix

extension ClientAssessment {
    /// What the required checks say of the authenticators of a kind: each that failed or is missing, and how many passed.
    ///
    /// Every device of the kind has to pass, for each of them may be the one that is handed out.
    func checkReasons(_ kind: ObservedDevice.Kind) -> [Reason] {
        let required = requiredChecks.ids(kind)
        guard !required.isEmpty else { return [] }
        let made: [CheckOutcomes.Device]
        switch checks {
        case .notAsked: return []
        case .leftOut:
            let missing = Missing("the required checks", supply: "`touchstone certify BUILD` at the bench makes them")
            return [check("none", .open, .leftOut(count: required.count), .absent, missing: missing)]
        case .made(let devices): made = devices
        }
        let candidates = made.filter { $0.kind == kind && isInUse($0) }
        // A reader without a card was checked for nothing; it only counts where there is no other.
        let asked = candidates.filter { device in device.outcomes.contains { $0.verdict != .notRun } }
        let devices = kind == .reader && !asked.isEmpty ? asked : candidates
        guard !devices.isEmpty else {
            let missing = Missing("the required checks", supply: "attach it, then `touchstone certify BUILD`")
            return [check("none", .open, .noDevice(count: required.count), .absent, missing: missing)]
        }
        return devices.flatMap { device in
            let place = EvidenceReference(.observation, device.reference)
            var passed = 0
            var reasons: [Reason] = []
            if let flaw = device.recordingFlaw {
                let recording = device.reference
                reasons.append(
                    flawedRecording("checks.recording", of: device.name, recording, flaw, at: recording)
                )
            }
            for id in required {
                let found = device.outcomes.first { $0.check == id }
                switch found?.verdict {
                case .passed?, .notApplicable?:
                    passed += 1
                    if let remark = found?.marginal {
                        let finding = Finding.CheckFinding.marginal(device: device.name, check: id, what: remark)
                        reasons.append(check(id, .advises, finding, place, missing: nil))
                    }
                case .failed?: reasons.append(failure(of: id, on: device, found, place))
                case .notRun?, nil:
                    let finding = Finding.CheckFinding.missing(device: device.name, check: id, reason: found?.reason)
                    let missing = Missing(
                        "check \(id) of \(device.name)",
                        supply: "`touchstone certify BUILD` at the bench"
                    )
                    reasons.append(check(id, .open, finding, place, missing: missing))
                }
            }
            let watch = RequiredChecks.watch(kind)
            if let spent = device.outcomes.first(where: { $0.check == watch }), spent.verdict == .failed {
                reasons.append(failure(of: watch, on: device, spent, place))
            }
            if passed > 0 {
                let finding = Finding.CheckFinding.passed(device: device.name, count: passed)
                reasons.append(check("passed", .satisfied, finding, place, missing: nil))
            }
            return reasons
        }
    }

    /// A failure that somebody accepts for a while is something to heed, and never a pass.
    private func failure(
        of id: String,
        on device: CheckOutcomes.Device,
        _ outcome: CheckOutcomes.Outcome?,
        _ place: EvidenceReference
    ) -> Reason {
        guard let waiver = outcome?.waiver else {
            let finding = Finding.CheckFinding.failed(device: device.name, check: id, reason: outcome?.reason)
            return check(id, .fails, finding, place, missing: nil)
        }
        let finding = Finding.CheckFinding.waived(
            device: device.name,
            check: id,
            reason: outcome?.reason,
            waiver: waiver
        )
        return check(id, .advises, finding, place, missing: nil)
    }

    private func isInUse(_ device: CheckOutcomes.Device) -> Bool {
        guard device.kind == .securityKey, !client.keyModels.isEmpty else { return true }
        return evidence.devices.contains { $0.kind == .securityKey && $0.name == device.name && isInUse($0) }
    }

    private func check(
        _ id: String,
        _ effect: Effect,
        _ finding: Finding.CheckFinding,
        _ evidence: EvidenceReference,
        missing: Missing?
    ) -> Reason {
        Reason(
            "checks.\(id)",
            effect,
            .check(finding),
            source: .dated(source: "what a verdict asks for"),
            evidence: evidence,
            missing: missing
        )
    }
}
