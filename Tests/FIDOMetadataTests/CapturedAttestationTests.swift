import CBORTree
import CTAPMessages
import Crypto
import FixtureSupport
import Foundation
import Octets
import Testing
import Vocabulary

@testable import FIDOMetadata

/// Attestations of real devices, of test suites and of emulators, against the metadata of late 2026.
@Suite(.enabled(if: SharedData.folder != nil, "the captured attestations are not beside this checkout"))
struct CapturedAttestationTests {
    private static func items(_ file: String) throws -> [JSONNode] {
        let json = try #require(try SharedData.bytes("webauthn/\(file)"))
        return try #require(try JSONDocument(parsing: json).root.elements)
    }

    private static let newest = Result {
        AttestationVerifier(
            metadata: try MetadataBLOB(parsing: try CapturedPayloadTests.unpacked("mds/payload/no291-2026-10.json.xz"))
        )
    }

    private static func verifier() throws -> AttestationVerifier { try newest.get() }

    /// Verifies an item while its leaf was young, where its age is known.
    private static func report(_ item: JSONNode, by verifier: AttestationVerifier) async throws -> AttestationReport {
        let bytes = try Base64.decode(try #require(item["attestationObject"]?.string).utf8, .url)
        let clientData = try Base64.decode(try #require(item["clientDataJSON"]?.string).utf8, .url)
        let object = try AttestationObject(parsing: bytes)
        let day = item["leaf"]?["notBefore"]?.string.flatMap { CalendarDate($0) }
        var time = day.map { Date(startOf: $0) + 86400 * 2 } ?? CapturedBLOBTests.today
        // Android's root in the metadata is a renewed one of March 2022.
        if object.format == .androidKey { time = max(time, Date(timeIntervalSince1970: 1_654_000_000)) }
        return await verifier.verify(object, clientDataHash: Array(SHA256.hash(data: clientData)), at: time)
    }

    @Test func genuineAttestations() async throws {
        let verifier = try Self.verifier()
        var attested = 0
        for item in try Self.items("attestations-genuine.json") {
            let name = try #require(item["name"]?.string)
            let report = try await Self.report(item, by: verifier)
            if report.isAttested { attested += 1 }
            if report.format.rawValue == "android-safetynet" {
                #expect(report.failures.first?.rule == .format, "\(name)")
            } else if item["chainToOwnMdsEntry"]?["how"]?.string == "ok" {
                #expect(report.isAttested, "\(name): \(report.failures)")
                #expect(!report.certificates.isEmpty, "\(name)")
            } else {
                #expect(report.failures.map(\.rule) == [.metadataEntry], "\(name): \(report.failures)")
            }
        }
        #expect(attested == 57)
    }

    @Test func attestationsThatNobodyVouchesFor() async throws {
        let verifier = try Self.verifier()
        let items = try Self.items("attestations-other-verified.json")
        for item in items {
            let name = try #require(item["name"]?.string)
            let report = try await Self.report(item, by: verifier)
            #expect(!report.isAttested, "\(name)")
            let rules = Set(report.failures.map(\.rule))
            if item["attestationType"]?.string == "self" {
                #expect(rules.contains(.selfAttestation), "\(name)")
            } else if item["mdsEntry"]?.string != nil {
                #expect(rules.contains(.path), "\(name): claims a real model, \(report.failures)")
            }
            #expect(!report.failures.contains { $0.rule.id == "signature" }, "\(name): \(report.failures)")
        }
        #expect(items.count == 55)
    }

    /// The specification's own vectors, each under metadata that names their root.
    @Test func vectorsOfTheSpecification() async throws {
        let json = try #require(try SharedData.bytes("webauthn/w3c-l3-test-vectors.json"))
        let vectors = try #require(try JSONDocument(parsing: json).root["vectors"]?.elements)
        let root = try Hex.decode(try #require(vectors.first?["other"]?["attestation_ca_cert"]?.string))
        var attested = 0
        for vector in vectors.dropFirst() {
            let id = try #require(vector["id"]?.string)
            let registration = try #require(vector["registration"])
            let object = try AttestationObject(
                parsing: try Hex.decode(try #require(registration["attestationObject"]?.string))
            )
            let clientData = try Hex.decode(try #require(registration["clientDataJSON"]?.string))
            let model = object.authenticatorData.aaguid
            let verifier = AttestationVerifier(metadata: try TestRegistration.metadata([(model, [root])]))
            let report = await verifier.verify(
                object,
                clientDataHash: Array(SHA256.hash(data: clientData)),
                at: CapturedBLOBTests.today
            )
            let expected: [AttestationRule] =
                switch report.format {
                case AttestationFormat.none: [.noAttestation]
                case .packed where report.kind == .selfAttestation: [.selfAttestation]
                // The vector's certificate leaves both lists of authorizations empty.
                case .androidKey: [.androidAuthorization, .androidAuthorization]
                default: []
                }
            #expect(report.failures.map(\.rule) == expected, "\(id): \(report.failures)")
            if report.isAttested { attested += 1 }
        }
        #expect(attested == 9)
    }

    /// As other libraries keep them for their own tests: some with a spoiled signature, some with test roots.
    @Test(
        arguments: [
            ("python-fido2-apple", [.metadataEntry]),
            ("python-fido2-fido-u2f", [.signature(.fidoU2F), .metadataEntry]),
            ("python-fido2-packed", [.signature(.packed), .path]), ("python-fido2-tpm", [.tpmVersion]),
            (
                "libfido2-cred-packed",
                [
                    .certificateVersion, .certificateSubject, .certificateSubject, .certificateSubject,
                    .certificateConstraints, .path,
                ]
            ), ("libfido2-cred-tpm_rs256", [.tpmExtraData]), ("libfido2-cred-tpm_es256", [.tpmExtraData]),
        ] as [(String, [AttestationRule])]
    )
    func statementsOfOtherLibraries(name: String, rules: [AttestationRule]) async throws {
        let json = try #require(try SharedData.bytes("webauthn/raw-attstmt-vectors.json"))
        let vectors = try #require(try JSONDocument(parsing: json).root["attestations"]?.elements)
        let vector = try #require(vectors.first { $0["name"]?.string == name })
        let object = try AttestationObject(
            format: AttestationFormat(rawValue: try #require(vector["format"]?.string)),
            statement: try CBORItem(parsing: try Hex.decode(try #require(vector["attStmtCborHex"]?.string))),
            authenticatorData: try Hex.decode(try #require(vector["authDataHex"]?.string))
        )
        let report = try await Self.verifier()
            .verify(
                object,
                clientDataHash: try Hex.decode(try #require(vector["clientDataHashHex"]?.string)),
                at: Date(timeIntervalSince1970: name.hasPrefix("libfido2") ? 1_640_000_000 : 1_590_000_000)
            )
        #expect(report.failures.map(\.rule) == rules, "\(report.failures)")
    }

    /// Emulated authenticators of a browser, in every combination that it offers.
    @Test func emulatedAuthenticators() async throws {
        let folder = "\(try #require(SharedData.folder))/webauthn/chromium"
        let verifier = try Self.verifier()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        for file in files {
            let json = try #require(try SharedData.bytes("webauthn/chromium/\(file)"))
            let response = try #require(try JSONDocument(parsing: json).root["registration"]?["response"]?["response"])
            let report = try await Self.report(response, by: verifier)
            let rule: AttestationRule = report.format == AttestationFormat.none ? .noAttestation : .metadataEntry
            #expect(report.failures.map(\.rule).contains(rule), "\(file): \(report.failures)")
            #expect(report.format != AttestationFormat.none || report.failures.count == 1, "\(file)")
        }
        #expect(files.count == 23)
    }
}
