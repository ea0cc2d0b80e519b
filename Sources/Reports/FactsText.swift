import BenchInventory
package import CapabilityProbe
import CTAPMessages
import Octets
import SupportMatrix
import TextDocuments

/// The facts of one device for a person, a line each.
package struct FactsText {
    /// Where values begin.
    private static let column = 26
    private static let width = 80

    private let facts: DeviceFacts
    private let title: String
    private let appraisal: [(name: String, value: String)]

    /// Prepares the text; `title` stands above the facts, before the device's name.
    ///
    /// The appraisal is what the metadata makes of a security key, where it was held against any.
    package init(_ facts: DeviceFacts, title: String, appraisal: [(name: String, value: String)]? = nil) {
        self.facts = facts
        self.title = title
        let isReadable = facts.securityKey?.information.map { $0.unreadable == nil } ?? false
        let claim = [(name: "level", value: "not established: the key has only claimed what it is")]
        self.appraisal = appraisal ?? (isReadable ? claim : [])
    }

    package var text: String {
        var lines = ["\(title)\(facts.identity.name) (\(facts.identity.kind.rawValue))"]
        if let vendor = facts.identity.vendorID, let product = facts.identity.productID {
            let release = facts.identity.bcdDevice.map { ", release \($0)" } ?? ""
            lines.append(Self.line("USB", "\(vendor):\(product)\(release)"))
        }
        if let key = facts.securityKey {
            lines += Self.lines(key) + appraisal.map { Self.line($0.name, $0.value) }
        }
        for reader in facts.readers { lines += Self.lines(reader) }
        for trouble in facts.troubles {
            let original = trouble.original.map { " (\($0))" } ?? ""
            lines.append(
                Self.line("not answered", "\(trouble.face.rawValue): \(trouble.code), \(trouble.operation)\(original)")
            )
        }
        return lines.joined(separator: "\n")
    }

    private static func lines(_ key: SecurityKeyFacts) -> [String] {
        let version = key.deviceVersion.bytes.map(String.init).joined(separator: ".")
        var lines = [
            line("CTAPHID", "protocol \(key.protocolVersion), device \(version), \(list(key.capabilities))")
        ]
        guard let information = key.information else { return lines + [line("CTAP2", "no: the key speaks U2F alone")] }
        if let unreadable = information.unreadable { return lines + [line("getInfo", "unreadable: \(unreadable)")] }
        lines += Self.lines(information)
        if let retries = key.pinRetries { lines.append(line("PIN retries", spelled(retries))) }
        if let retries = key.uvRetries { lines.append(line("UV retries", spelled(retries))) }
        if let assertion = key.attestation?.assertion { lines.append(line("assertion", spelled(assertion))) }
        for difference in key.disagreements {
            lines.append(
                line("libfido2 differs", "\(difference.member): \(difference.theirs), the key sent \(difference.ours)")
            )
        }
        return lines
    }

    private static func lines(_ info: InformationFacts) -> [String] {
        var rows: [(String, String?)] = [
            ("versions", info.versions.map(list)),
            ("AAGUID", info.aaguid.map { "\($0) (claimed)" }),
            ("extensions", info.extensions.map(list)),
            ("transports", info.transports.map(list)),
            ("algorithms", info.algorithms.map { list($0.map { "\($0.name) (\($0.type))" }) }),
            (
                "options",
                info.options.map { list($0.sorted { $0.key < $1.key }.map { $0.value ? $0.key : "no \($0.key)" }) }
            ),
            ("firmware", info.firmwareVersion.map { "0x\(String($0, radix: 16))" }),
            ("maxMsgSize", info.maxMsgSize.map(String.init)),
            ("PIN protocols", info.pinUvAuthProtocols.map { list($0.map(String.init)) }),
            ("minPINLength", info.minPINLength.map(String.init)),
            ("maxPINLength", info.maxPINLength.map(String.init)),
            ("forcePINChange", info.forcePINChange.map { $0 ? "yes" : "no" }),
            (
                "certifications",
                info.certifications.map {
                    list($0.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value) (claimed)" })
                }
            ),
            ("credentials a list", info.maxCredentialCountInList.map(String.init)),
            ("credential id", info.maxCredentialIdLength.map { "at most \($0) bytes" }),
            ("large blobs", info.maxSerializedLargeBlobArray.map { "\($0) bytes" }),
            ("credBlob", info.maxCredBlobLength.map { "at most \($0) bytes" }),
            ("minPINLength RPs", info.maxRPIDsForSetMinPINLength.map(String.init)),
            ("UV attempts", info.preferredPlatformUvAttempts.map(String.init)),
            ("UV modality", info.uvModality.map(list)),
            ("space for", info.remainingDiscoverableCredentials.map { "\($0) discoverable credentials" }),
            ("attestation", info.attestationFormats.map(list)),
            ("long touch to reset", info.longTouchForReset.map { $0 ? "yes" : "no" }),
            ("transports to reset", info.transportsForReset.map(list)),
            ("PIN complexity", info.pinComplexityPolicy.map { $0 ? "yes" : "no" }),
            ("PIN policy", info.pinComplexityPolicyURL),
            ("UV since last PIN", info.uvCountSinceLastPinEntry.map(String.init)),
            ("encIdentifier", info.encIdentifier.map { Hex.encode($0.bytes) }),
            ("encCredStoreState", info.encCredStoreState.map { Hex.encode($0.bytes) }),
            ("config commands", info.authenticatorConfigCommands.map { list($0.map { "0x\(String($0, radix: 16))" }) }),
            ("vendor config", info.vendorPrototypeConfigCommands.map { list($0.map { "0x\(String($0, radix: 16))" }) }),
        ]
        rows += info.unknownMembers.sorted { $0.key < $1.key }.map { ("unknown member \($0.key)", $0.value) }
        rows += (info.malformations + info.canonicalFindings).map { ("finding", $0) }
        return rows.compactMap { name, value in value.map { line(name, $0) } }
    }

    private static func lines(_ reader: ReaderFacts) -> [String] {
        var lines = [line("reader", "\(reader.name), \(reader.slot.rawValue)")]
        let attributes = reader.attributes
        let told = [
            attributes.vendorName, attributes.vendorVersion.map { "version \($0)" },
            attributes.maximumInput.map { "commands of at most \($0) bytes" },
        ]
        if told.contains(where: { $0 != nil }) { lines.append(line("driver", list(told.compactMap(\.self)))) }
        guard let card = reader.card else { return lines }
        lines.append(line("ATR", Hex.encode(card.answerToReset.raw.bytes)))
        if let unreadable = card.answerToReset.unreadable { lines.append(line("ATR", "unreadable: \(unreadable)")) }
        let offered = card.answerToReset.protocols.map { ", offers \(list($0))" } ?? ""
        lines.append(line("protocol", (card.activeProtocol ?? "none") + offered))
        lines += card.answerToReset.problems.map { line("finding", $0) }
        for selection in card.selections {
            let name = selection.application ?? "no such application"
            let status = selection.status.map { Hex.encode($0.bytes) } ?? "-"
            lines.append(line("SELECT \(name)", "\(status), \(selection.meaning)"))
        }
        for hint in card.hints {
            lines.append(line("may be", "\(hint.family) (\(hint.confidence.rawValue); \(hint.source))"))
        }
        return lines
    }

    private static func spelled(_ assertion: AssertionFacts) -> String {
        switch assertion.outcome {
        case .given: assertion.failure ?? "signed with the credential that it attested"
        case .refused: "refused: \(assertion.status?.name ?? "no status")"
        case .notAsked: "not asked for"
        }
    }

    private static func spelled(_ retries: RetriesFact) -> String {
        retries.count.map(String.init) ?? "not told: \(retries.refusal?.name ?? "no answer")"
    }

    private static func list(_ items: [String]) -> String { items.isEmpty ? "none" : items.joined(separator: ", ") }

    private static func line(_ name: String, _ value: String) -> String {
        let lines = TextTable.wrap(value, to: width - column)
        let start = "  " + name + String(repeating: " ", count: max(1, column - 2 - name.count))
        return start + lines.joined(separator: "\n" + String(repeating: " ", count: column))
    }
}
