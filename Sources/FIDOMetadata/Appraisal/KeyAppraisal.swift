package import CTAPMessages
import Crypto
package import FoundationEssentials
package import Vocabulary

/// Three answers about a security key, kept apart: what it claims, who vouches for that, and which level the model holds.
///
/// A pure function of what the key said, the metadata, the day of the verdict and the moment of the registration.
package struct KeyAppraisal: Hashable, Sendable {
    /// What a key said, as far as it bears on the answers.
    package struct Statement: Hashable, Sendable {
        /// The AAGUID of getInfo; `nil` for a key of U2F.
        package var claimedModel: AAGUID?
        /// `firmwareVersion` of getInfo.
        package var firmware: UInt64?
        package var isFIDO2: Bool
        package var registration: Registration

        package init(claimedModel: AAGUID?, firmware: UInt64?, isFIDO2: Bool, registration: Registration) {
            self.claimedModel = claimedModel
            self.firmware = firmware
            self.isFIDO2 = isFIDO2
            self.registration = registration
        }
    }

    /// What came of asking the key to attest a credential.
    package enum Registration: Hashable, Sendable {
        /// The answer to authenticatorMakeCredential without its status, and what it was to sign.
        case answered(response: [UInt8], clientDataHash: [UInt8], rpID: String)
        /// The answer names one device; its certificate is not kept, so nobody can verify it.
        case enterprise
        /// There is no answer, and why.
        case none(reason: String)
    }

    /// Who vouches for the model.
    package enum Vouching: Hashable, Sendable {
        /// The answer was verified; the report says with which result.
        case examined(AttestationReport)
        /// The answer cannot be read as an attestation.
        case unreadable(String)
        case enterprise
        case notAsked(reason: String)
    }

    package let statement: Statement
    package let vouching: Vouching
    /// The model's name in the metadata; `nil` where the model is not in it.
    package let model: String?
    /// The metadata has several entries for the model that differ: none of them is believed.
    package let isAmbiguous: Bool
    /// `nil` where the model is not in the metadata.
    package let level: LevelAssessment?
    /// Where Windows Hello keeps its keys, for the AAGUIDs that are its own.
    package let windowsHello: WindowsHelloKind?

    /// Appraises a key by metadata.
    ///
    /// The moment is when the registration was made: certificates have to be valid then. The day is the one that the
    /// level is asked for. The verifier, which needs the whole metadata, is asked for where there is an answer to verify.
    ///
    /// - Throws: What `lookup` and `verifier` throw.
    package init(
        _ statement: Statement,
        lookup: (AuthenticatorIdentifier) throws -> MetadataLookup,
        verifier: () throws -> AttestationVerifier,
        at moment: Date,
        asOf day: CalendarDate
    ) async rethrows {
        self.statement = statement
        vouching = try await Self.vouching(for: statement, verifier, at: moment)
        let model = statement.claimedModel.flatMap { $0 == .zero ? nil : $0 }
        windowsHello = model.flatMap { WindowsHelloKind(aaguid: $0.description) }
        let known: MetadataLookup = if let model { try lookup(.aaguid(model)) } else { .absent }
        switch known {
        case .found(let entry):
            self.model = entry.name
            isAmbiguous = false
            level = LevelAssessment(
                of: entry,
                firmware: statement.firmware,
                at: day,
                attestationPath: vouching.certificates
            )
        case .ambiguous:
            (self.model, isAmbiguous, level) = (nil, true, nil)
        case .absent:
            (self.model, isAmbiguous, level) = (nil, false, nil)
        }
    }

    /// Every name under which ``init(_:lookup:verifier:at:asOf:)`` looks for the model of such a key.
    package static func identifiers(of statement: Statement) -> [AuthenticatorIdentifier] {
        var identifiers: [AuthenticatorIdentifier] = []
        if let model = statement.claimedModel, model != .zero { identifiers.append(.aaguid(model)) }
        if case .answered(let response, let hash, _) = statement.registration,
            let object = try? AttestationObject(makeCredentialAnswer: response)
        {
            identifiers += AttestationVerifier.identifiers(of: object, clientDataHash: hash)
        }
        return identifiers
    }

    package var isAttested: Bool {
        if case .examined(let report) = vouching { report.isAttested } else { false }
    }

    /// What the question who vouches comes to.
    package var conclusion: VouchingConclusion {
        switch vouching {
        case .notAsked, .enterprise: .open
        case .unreadable: .refuted
        case .examined(let report): report.isAttested ? .attested : report.isOpen ? .open : .refuted
        }
    }

    private static func vouching(
        for statement: Statement,
        _ verifier: () throws -> AttestationVerifier,
        at moment: Date
    ) async rethrows -> Vouching {
        switch statement.registration {
        case .none(let reason): return .notAsked(reason: reason)
        case .enterprise: return .enterprise
        case .answered(let response, let hash, let rpID):
            let object: AttestationObject
            do throws(AttestationObject.ParsingError) {
                object = try AttestationObject(makeCredentialAnswer: response)
            } catch {
                return .unreadable(error.description)
            }
            let expectations = AttestationVerifier.Expectations(
                rpIDHash: Array(SHA256.hash(data: Array(rpID.utf8))),
                claimedModel: statement.claimedModel
            )
            return .examined(
                try await verifier().verify(object, clientDataHash: hash, at: moment, expecting: expectations)
            )
        }
    }
}

extension KeyAppraisal.Vouching {
    /// The path of an attested key, which tells whether a compromise of certain certificates concerns it.
    fileprivate var certificates: [[UInt8]]? {
        guard case .examined(let report) = self, report.isAttested else { return nil }
        return report.certificates
    }
}

/// Whether somebody vouches for the model of a key: yes, no, or nobody can tell yet.
package enum VouchingConclusion: Hashable, Sendable {
    case attested
    /// The answer itself speaks against the claim.
    case refuted
    /// There is no answer, or the metadata that would tell is missing.
    case open
}
