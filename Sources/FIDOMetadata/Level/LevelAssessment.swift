package import Vocabulary

/// Which level a model holds on a day in a firmware, and how that was found.
///
/// The rule, in its order: reports not in effect are dropped; any report in effect that speaks against the model fails
/// it; certifications of firmware above the device's are dropped; of the others the newest date decides, and the
/// highest level among reports of that date. FIPS 140 stands beside and never counts. Reports of one date are the
/// normal case, for a level is published together with plain `FIDO_CERTIFIED`.
package struct LevelAssessment: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case level(CertificationLevel)
        case none(Reason)
    }

    /// Why there is no level.
    package enum Reason: Hashable, Sendable {
        /// Reports in effect speak against the model.
        case undesiredStatus
        /// The deciding report says that the model is not certified.
        case notCertified
        /// The deciding report certifies function, and names no level.
        case functionalCertificationOnly
        /// There are certifications, none of them in effect on the day.
        case noneInEffect
        /// Every certification in effect is of firmware above the device's.
        case firmwareNotCertified
        /// The entry has no report on certification.
        case noReport
    }

    package let outcome: Outcome
    /// What the certifications say, whatever speaks against the model.
    package let certification: Outcome
    package let decidingReport: StatusReport?
    /// Everything in effect that speaks against the model, cured or not.
    package let undesired: [UndesiredStatus]
    /// What other rules make of the same reports.
    package let readings: [LevelReading]
    /// FIPS 140 certifications in effect.
    package let fips: [StatusReport]
    /// Reports in effect whose status no specification has: they decide nothing, and somebody should read them.
    package let unknown: [StatusReport]
    /// The device's firmware was not known, so the answer is the model's at its best.
    package let isModelLevelOnly: Bool
    /// The firmware is below the lowest one that the vendor calls trustworthy.
    package let isBelowTrustworthyFirmware: Bool
    package let firmware: UInt64?
    package let date: CalendarDate

    /// Applies the rule to an entry.
    ///
    /// The firmware is `firmwareVersion` of the device's getInfo; CTAP 2.0 devices have none. The attestation path is
    /// the certificates (DER) that attested this device, if it was attested: a compromise can be limited to devices
    /// that certain certificates attest, and without a path that stays undetermined, and does not fail the model.
    package init(
        of entry: MetadataEntry,
        firmware: UInt64?,
        at date: CalendarDate,
        attestationPath: [[UInt8]]? = nil
    ) {
        self.firmware = firmware
        self.date = date
        isModelLevelOnly = firmware == nil
        let trustworthy = entry.statement.authenticatorVersion
        isBelowTrustworthyFirmware = trustworthy.map { lowest in firmware.map { $0 < lowest } ?? false } ?? false

        let inEffect = entry.statusReports.filter { $0.isInEffect(on: date) }
        undesired = inEffect.filter(\.status.kind.isUndesired)
            .map { report in
                let cure = UndesiredStatus.cure(
                    of: report,
                    among: inEffect,
                    firmware: firmware,
                    trustworthy: trustworthy
                )
                return UndesiredStatus(
                    report: report,
                    effect: .init(of: report, cure: cure, attestationPath: attestationPath)
                )
            }
        fips = inEffect.filter { report in
            if case .fips140 = report.status.kind { true } else { false }
        }

        unknown = inEffect.filter { $0.status.kind == .unknown }

        let certifications = inEffect.filter { $0.status.certificationRank != nil }
        let applicable = certifications.filter { report in
            guard let firmware, let version = report.authenticatorVersion else { return true }
            return version <= firmware
        }
        readings = LevelReading.all(applicable)
        let newest = applicable.map(\.recency).max()
        decidingReport = applicable.filter { $0.recency == newest }.max { $0.rank < $1.rank }
        if let level = decidingReport?.status.level {
            certification = .level(level)
        } else if let decidingReport {
            certification = .none(
                decidingReport.status == .fidoCertified ? .functionalCertificationOnly : .notCertified
            )
        } else if !certifications.isEmpty {
            certification = .none(.firmwareNotCertified)
        } else {
            let hasAny = entry.statusReports.contains { $0.status.certificationRank != nil }
            certification = .none(hasAny ? .noneInEffect : .noReport)
        }
        outcome = undesired.contains { $0.effect == .stands } ? .none(.undesiredStatus) : certification
    }

    /// The level of ``certification``.
    package var certifiedLevel: CertificationLevel? {
        guard case .level(let level) = certification else { return nil }
        return level
    }

    /// The level that the device may count on; `nil` where ``outcome`` says why not.
    package var level: CertificationLevel? {
        guard case .level(let level) = outcome else { return nil }
        return level
    }

    /// Readings that come to another level than the rule does.
    package var disagreements: [LevelReading] {
        readings.filter { $0.level != certifiedLevel }
    }

    /// Whether the order of firmware versions tells against the order of dates.
    ///
    /// A model was certified at one level for an old firmware *after* it was certified at another level for a newer
    /// one. Nothing in the specification says which of the two this device has.
    package var isAmbiguous: Bool {
        firmware != nil && disagreements.contains { $0.rule == .versionFirst }
    }
}
