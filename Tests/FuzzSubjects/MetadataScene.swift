import FIDOMetadata
import FoundationEssentials
import SoftwareAuthenticator
import TestVendor
import Vocabulary

/// What the metadata's readers are tried in: the test service with its models, and a moment at which all of it is valid.
struct MetadataScene: Sendable {
    let service: TestMetadata
    let text: [UInt8]
    let payload: [UInt8]
    let metadata: MetadataBLOB
    static let now = Date(timeIntervalSince1970: 1_780_000_000)

    init() throws {
        service = try TestMetadata()
        text = service.blob(of: AuthenticatorModel.metadataEntries)
        let parts = text.split(separator: UInt8(ascii: "."))
        payload = try Base64.decode(parts[1], .url)
        metadata = try MetadataBLOB(parsing: payload)
    }

    /// The payload of a BLOB, every entry asked for its level.
    var blob: FuzzSubject {
        FuzzSubject("blob", maximumLength: 8192, seeds: [payload] + statusSeeds) { bytes in
            guard let blob = try? MetadataBLOB(parsing: bytes) else { return }
            let day = CalendarDate(Self.now)
            for entry in blob.entries {
                for firmware in [nil, 1, UInt64.max] {
                    _ = LevelAssessment(of: entry, firmware: firmware, at: day).explanation
                }
                for identifier in entry.identifiers {
                    precondition(!blob.lookup(identifier).entries.isEmpty, "an entry is not found by its own name")
                }
            }
            _ = (blob.findings.map(\.description), blob.rejected.map(\.reason), blob.unreadableAnchors())
        }
    }

    /// A signed BLOB as it is served.
    var signedText: FuzzSubject {
        let verifier = BLOBVerifier(anchors: [TrustAnchor(name: "root", certificate: service.anchor)])
        let genuine = text
        return FuzzSubject("jws", maximumLength: 16_384, seeds: [genuine]) { bytes in
            waiting {
                guard let verified = try? await verifier.verify(bytes, at: Self.now) else { return }
                precondition(Self.isSame(verified.payload, as: genuine), "another BLOB than the signed one is believed")
            }
        }
    }

    /// The same in three parts that are not yet in base64, so that changes get past it.
    var signedParts: FuzzSubject {
        let verifier = BLOBVerifier(anchors: [TrustAnchor(name: "root", certificate: service.anchor)])
        let genuine = text
        let decoded = text.split(separator: UInt8(ascii: ".")).map { (try? Base64.decode($0, .url)) ?? [] }
        let seed = Array(decoded.joined(separator: Self.separator))
        return FuzzSubject("jws-parts", maximumLength: 16_384, seeds: [seed]) { bytes in
            let text = Self.parts(of: bytes).map { Base64.encode($0, .url) }.joined(separator: ".")
            waiting {
                guard let verified = try? await verifier.verify(Array(text.utf8), at: Self.now) else { return }
                precondition(Self.isSame(verified.payload, as: genuine), "another BLOB than the signed one is believed")
            }
        }
    }

    private static let separator: [UInt8] = Array("\n--\n".utf8)

    private static func parts(of bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: separator, omittingEmptySubsequences: false).map { Array($0) }
    }

    private static func isSame(_ payload: [UInt8], as text: [UInt8]) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "."))
        return parts.count == 3 && (try? Base64.decode(parts[1], .url)) == payload
    }

    /// Members and statuses that the test service does not write.
    private var statusSeeds: [[UInt8]] {
        let reports = [
            #"{"status":"REVOKED"}"#, #"{"status":"UPDATE_AVAILABLE","authenticatorVersion":2}"#,
            #"{"status":"FIDO_CERTIFIED_L3plus","effectiveDate":"2024-02-29","sunsetDate":"2030-01-01"}"#,
            #"{"status":"ATTESTATION_KEY_COMPROMISE","certificate":"MAA=","batchCertificate":"MAA="}"#,
            #"{"status":"FIPS140_CERTIFIED_L2","fipsRevision":3,"fipsPhysicalSecurityLevel":3}"#,
        ]
        let entries = [
            #"{"aaid":"4e4e#400a","statusReports":[\#(reports.joined(separator: ","))]}"#,
            #"{"attestationCertificateKeyIdentifiers":["\#(String(repeating: "0a", count: 20))"],"#
                + #""statusReports":[\#(reports[0])],"rogueListURL":"x","biometricStatusReports":[]}"#,
        ]
        return [Array(#"{"no":1,"nextUpdate":"2026-13-40","entries":[\#(entries.joined(separator: ","))]}"#.utf8)]
    }
}
