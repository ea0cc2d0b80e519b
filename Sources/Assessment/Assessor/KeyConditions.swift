import SupportMatrix
import Vocabulary

/// The conditions under which a security key is certified at a level, each with a reason of its own.
///
/// FIDO2, attested, no undesired status, this firmware, this level, at the as-of date. Each is asked whatever came of
/// the others, so that a report has all that stands in the way and not only the first of it.
struct KeyConditions {
    private let key: ObservedDevice
    private let standing: CertificationStanding
    private let required: CertificationLevel
    private let policy: Policy
    private let answer: RuleAnswer

    init(
        of key: ObservedDevice,
        _ standing: CertificationStanding,
        required: CertificationLevel,
        policy: Policy,
        answer: RuleAnswer
    ) {
        self.key = key
        self.standing = standing
        self.required = required
        self.policy = policy
        self.answer = answer
    }

    var reasons: [Reason] {
        var reasons = [protocolFamily, attestation]
        switch standing.model {
        case .unnamed: break
        case .unknown(let reason, let supply):
            let missing = Missing("the certification level of \(key.name)", supply: supply)
            let finding = Finding.CertificationFinding.modelUnknown(key: key.name, reason: reason, required: required)
            reasons.append(reply("level", .open, finding, at: observed, missing: missing))
        case .known(let model):
            reasons += statuses(model) + [firmware(model), level(model)].compactMap(\.self)
            if let day = standing.overdueSince {
                let finding = Finding.CertificationFinding.metadataOverdue(source: standing.source, since: day)
                reasons.append(reply("metadata", .advises, finding, at: entry(model)))
            }
        }
        return reasons
    }

    private var protocolFamily: Reason {
        standing.isFIDO2
            ? reply("fido2", .satisfied, .speaksFIDO2(key: key.name), at: observed)
            : reply("fido2", .fails, .speaksU2FOnly(key: key.name), at: observed)
    }

    private var attestation: Reason {
        let place = standing.answerReference.map { EvidenceReference(.observation, $0) } ?? observed
        switch standing.vouching {
        case .attested(let path):
            return reply("attestation", .satisfied, .attested(key: key.name, path: path), at: place)
        case .refuted(let reason):
            return reply("attestation", .fails, .refuted(key: key.name, reason: reason), at: place)
        case .unvouched(let reason):
            let finding = Finding.CertificationFinding.unvouched(key: key.name, reason: reason)
            return claim(at: place) ?? reply("attestation", .fails, finding, at: place)
        case .open(let reason, let supply):
            let missing = Missing("who vouches for the model of \(key.name)", supply: supply)
            let finding = Finding.CertificationFinding.unattested(key: key.name, reason: reason)
            return claim(at: place) ?? reply("attestation", .open, finding, at: place, missing: missing)
        }
    }

    /// The claim taken for the proof, where the policy lets it.
    private func claim(at place: EvidenceReference) -> Reason? {
        guard policy.levelProof == .claimedAtLeast, case .known(let model) = standing.model else { return nil }
        return reply("attestation", .advises, .claimAccepted(key: key.name, model: model.name), at: place)
    }

    private func statuses(_ model: ModelStanding) -> [Reason] {
        let place = entry(model)
        func reply(_ effect: Effect, _ finding: Finding.CertificationFinding, missing: Missing? = nil) -> Reason {
            self.reply("status", effect, finding, at: place, missing: missing)
        }
        var reasons = model.against.map { reply(.fails, .statusAgainst(key: key.name, report: $0)) }
        reasons += model.undetermined.map { report in
            let what = "whether “\(report)” concerns \(key.name)"
            let missing = Missing(what, supply: "`touchstone certify BUILD --attest`, and a touch of the key")
            return reply(.open, .statusUndetermined(key: key.name, report: report), missing: missing)
        }
        if reasons.isEmpty { reasons.append(reply(.satisfied, .statusClear(key: key.name, source: standing.source))) }
        reasons += model.settled.map { reply(.informs, .statusSettled(key: key.name, report: $0)) }
        return reasons + model.notUnderstood.map { reply(.advises, .statusNotUnderstood(key: key.name, report: $0)) }
    }

    private func firmware(_ model: ModelStanding) -> Reason {
        func reply(_ effect: Effect, _ finding: Finding.CertificationFinding) -> Reason {
            self.reply("firmware", effect, finding, at: observed)
        }
        let name = key.name
        switch model.firmware {
        case .covered(let version): return reply(.satisfied, .firmwareCovered(key: name, version: version))
        case .untold: return reply(.advises, .firmwareUntold(key: name))
        case .notCovered(let version): return reply(.fails, .firmwareNotCovered(key: name, version: version))
        case .untrustworthy(let version): return reply(.advises, .firmwareUntrustworthy(key: name, version: version))
        case .ambiguous(let version): return reply(.advises, .firmwareAmbiguous(key: name, version: version))
        }
    }

    /// `nil` where no certification is of this firmware, which is said already.
    private func level(_ model: ModelStanding) -> Reason? {
        if case .notCovered = model.firmware, model.level == nil { return nil }
        let isExact = policy.levelProof == .establishedExactly
        let subject = Finding.CertificationFinding.Subject(key: key.name, isClaimOnly: !standing.isAttested)
        guard let level = model.level, isExact ? level == required : level >= required else {
            let finding = Finding.CertificationFinding.falls(
                subject,
                level: model.level,
                required: required,
                exactly: isExact,
                source: standing.source
            )
            return reply("level", .fails, finding, at: entry(model))
        }
        let finding = Finding.CertificationFinding.holds(
            subject,
            level: level,
            required: required,
            source: standing.source
        )
        return reply("level", .satisfied, finding, at: entry(model))
    }

    private var observed: EvidenceReference { EvidenceReference(.observation, key.reference) }

    private func entry(_ model: ModelStanding) -> EvidenceReference { EvidenceReference(.metadata, model.entry) }

    private func reply(
        _ condition: String,
        _ effect: Effect,
        _ finding: Finding.CertificationFinding,
        at evidence: EvidenceReference,
        missing: Missing? = nil
    ) -> Reason {
        answer.about(condition)(effect, .certification(finding), at: evidence, readings: [.a15], missing: missing)
    }
}
