import SupportMatrix
package import Vocabulary

extension Finding {
    /// What was found of a security key's certification.
    package enum CertificationFinding: Hashable, Sendable {
        /// The key, or the model that it only claims to be.
        package struct Subject: Hashable, Sendable {
            let key: String
            let isClaimOnly: Bool
        }

        case speaksFIDO2(key: String)
        case speaksU2FOnly(key: String)
        case attested(key: String, path: String)
        case refuted(key: String, reason: String)
        case unvouched(key: String, reason: String)
        case unattested(key: String, reason: String)
        case claimAccepted(key: String, model: String)
        case statusClear(key: String, source: String)
        case statusAgainst(key: String, report: String)
        case statusUndetermined(key: String, report: String)
        case statusSettled(key: String, report: String)
        case statusNotUnderstood(key: String, report: String)
        case firmwareCovered(key: String, version: String)
        case firmwareUntold(key: String)
        case firmwareNotCovered(key: String, version: String)
        case firmwareUntrustworthy(key: String, version: String)
        case firmwareAmbiguous(key: String, version: String)
        case holds(Subject, level: CertificationLevel, required: CertificationLevel, source: String)
        case falls(
            Subject,
            level: CertificationLevel?,
            required: CertificationLevel,
            exactly: Bool,
            source: String
        )
        case modelUnknown(key: String, reason: String, required: CertificationLevel)
        case metadataOverdue(source: String, since: CalendarDate)
        /// Nobody asked the metadata.
        case unknown(key: String, required: CertificationLevel)
        case noKey(required: CertificationLevel)
        case unseen(model: String, required: CertificationLevel)
    }
}

extension Finding.CertificationFinding {
    var sentence: String {
        switch self {
        case .speaksFIDO2(let key): "\(key) speaks FIDO2."
        case .speaksU2FOnly(let key): "\(key) speaks U2F alone, and FIDO2 is asked for."
        case .attested(let key, let path): "The maker vouches for the model of \(key): \(path)."
        case .refuted(let key, let reason):
            "What \(key) answered does not bear out the model that it claims: \(reason)."
        case .unvouched(let key, let reason): "Nobody vouches for the model of \(key): \(reason)."
        case .unattested(let key, let reason): "Who vouches for the model of \(key) is not known: \(reason)."
        case .claimAccepted(let key, let model):
            "\(key) claims to be \(model); nobody vouches for that, and the claim is accepted."
        case .statusClear(let key, let source): "Nothing in effect speaks against the model of \(key) (\(source))."
        case .statusAgainst(let key, let report): "Against the model of \(key) stands \(report)."
        case .statusUndetermined(let key, let report):
            "\(report), and whether \(key) has one of these is not known."
        case .statusSettled(let key, let report): "No longer against \(key): \(report)."
        case .statusNotUnderstood(let key, let report):
            "The model of \(key) has a status that no specification has: \(report)."
        case .firmwareCovered(let key, let version): "The certification covers firmware \(version) of \(key)."
        case .firmwareUntold(let key):
            "\(key) does not tell its firmware, so the level is that of the model and not of this key."
        case .firmwareNotCovered(let key, let version):
            "Every certification of the model of \(key) is of a firmware above its \(version)."
        case .firmwareUntrustworthy(let key, let version):
            "Firmware \(version) of \(key) is below the lowest that its maker calls trustworthy."
        case .firmwareAmbiguous(let key, let version):
            "For firmware \(version) of \(key) one report decides by date, and another by version."
        case .holds(let subject, let level, let required, let source):
            "\(subject.isAt(level)), and \(required.name) is asked for (\(source))."
        case .falls(let subject, let level, let required, let exactly, let source):
            "\(subject.isAt(level)), and \(exactly ? "exactly " : "")\(required.name) is asked for (\(source))."
        case .modelUnknown(let key, let reason, let required):
            "The level of \(key) is not known, and \(required.name) is asked for: \(reason)."
        case .metadataOverdue(let source, let since):
            "A newer edition of \(source), was announced for \(since.inWords); what came later is not known."
        case .unknown(let key, let required):
            "Nothing is known of the certification of \(key), and \(required.name) is asked for."
        case .noKey(let required):
            "No security key was on the bench whose certification at \(required.name) could be shown."
        case .unseen(let model, let required):
            "The build is used with \(model), and none was on the bench whose \(required.name) could be shown."
        }
    }

    var remedy: String? {
        switch self {
        case .falls(let subject, _, let required, _, _):
            "Replace \(subject.key) by a key that is certified at \(required.name)."
        case .speaksU2FOnly(let key): "Replace \(key) by a key that speaks FIDO2."
        case .refuted(let key, _), .unvouched(let key, _):
            "Replace \(key) by a key for whose model its maker vouches."
        case .claimAccepted(let key, _): "Have the model of \(key) vouched for by attestation."
        case .statusAgainst(let key, _): "Replace \(key) by a key of a model that nothing speaks against."
        case .firmwareNotCovered(let key, _), .firmwareUntrustworthy(let key, _):
            "Replace \(key) by one with a later firmware."
        case .metadataOverdue: "Fetch newer metadata with `touchstone metadata fetch`."
        case .speaksFIDO2, .attested, .unattested, .statusClear, .statusUndetermined, .statusSettled,
            .statusNotUnderstood, .firmwareCovered, .firmwareUntold, .firmwareAmbiguous, .holds, .modelUnknown,
            .unknown, .noKey, .unseen:
            nil
        }
    }
}

extension Finding.CertificationFinding.Subject {
    fileprivate func isAt(_ level: CertificationLevel?) -> String {
        let standing = level.map { "certified at \($0.name)" } ?? "certified at no level"
        return isClaimOnly ? "The model that \(key) claims to be is \(standing)" : "\(key) is \(standing)"
    }
}
