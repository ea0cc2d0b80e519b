import CBORTree
import CTAPMessages
import Crypto
import FIDOMetadata
import Foundation
import SwiftASN1
import Testing
import X509

/// TPM, Android and Apple attestation by devices that the tests made.
struct PlatformAttestationTests {
    /// The parts of a TPM statement, each of which can be spoiled.
    struct TPM {
        var registration = TestRegistration()
        var version = "2.0"
        var magic: [UInt8] = [0xFF, 0x54, 0x43, 0x47]
        var type: [UInt8] = [0x80, 0x17]
        var extraData: [UInt8]?
        var nameAlgorithm: [UInt8] = [0x00, 0x0B]
        var name: [UInt8]?
        var publicArea: [UInt8]?
        var subject = DistinguishedName()
        var attributes: [ASN1ObjectIdentifier] = [[2, 23, 133, 2, 1], [2, 23, 133, 2, 2], [2, 23, 133, 2, 3]]
        var purpose: ASN1ObjectIdentifier = [2, 23, 133, 8, 3]
        var role = TestAuthority.Role.attestation
        var extra: [Certificate.Extension] = []
        var key = TestIdentity.Key.p256()
        var coseAlgorithm: Int64?
        var trailing: [UInt8] = []

        func object(_ attester: TestAttester) throws -> AttestationObject {
            let names = attributes.map { oid in
                RelativeDistinguishedName(
                    RelativeDistinguishedName.Attribute(type: oid, utf8String: "id:FFFFF1D0")
                )
            }
            let alternative = SubjectAlternativeNames([.directoryName(DistinguishedName(names))])
            let usage = try ExtendedKeyUsage([ExtendedKeyUsage.Usage(oid: purpose)])
            let identity = try TestAuthority.issue(subject, role, by: attester.root, key: key) { options in
                options.extra = extra
                if let alternative = try? Certificate.Extension(alternative, critical: true) {
                    options.extra.append(alternative)
                }
                if let usage = try? Certificate.Extension(usage, critical: false) { options.extra.append(usage) }
            }
            let area = publicArea ?? ownArea
            let certification = certification(of: area)
            return try registration.object(
                "tpm",
                [
                    "ver": .text(version), "alg": .int(coseAlgorithm ?? key.coseAlgorithm),
                    "sig": .bytes(try key.sign(certification)), "x5c": [.bytes(identity.der)],
                    "certInfo": .bytes(certification), "pubArea": .bytes(area),
                ]
            )
        }

        /// An ECC key on P-256 with no symmetric algorithm, scheme or derivation.
        private var ownArea: [UInt8] {
            let (x, y) = registration.coordinates
            return [0x00, 0x23] + nameAlgorithm + [0, 0, 0, 0, 0, 0] + [0, 0x10, 0, 0x10, 0, 3, 0, 0x10]
                + [0, 32] + x + [0, 32] + y
        }

        private func certification(of area: [UInt8]) -> [UInt8] {
            let extra = extraData ?? Array(SHA256.hash(data: registration.signedBytes))
            let name = name ?? nameAlgorithm + Array(SHA256.hash(data: area))
            return magic + type + [0, 0] + [0, UInt8(extra.count)] + extra + [UInt8](repeating: 0, count: 25)
                + [0, UInt8(name.count)] + name + [0, 0] + trailing
        }
    }

    struct TPMVector: CustomTestStringConvertible, Sendable {
        let name: String
        let rules: [AttestationRule]
        let change: @Sendable (inout TPM) throws -> Void

        init(_ name: String, _ rules: [AttestationRule], _ change: @escaping @Sendable (inout TPM) throws -> Void) {
            self.name = name
            self.rules = rules
            self.change = change
        }

        var testDescription: String { name }
    }

    private static let tpm: [TPMVector] = [
        TPMVector("good", []) { _ in },
        TPMVector("good, with the model in the certificate", []) {
            $0.extra = [TestAttester.aaguidExtension(TestRegistration.aaguid.bytes)]
        },
        TPMVector("good, RSA identity key", []) { $0.key = .rsa(try TestWorld.rsaKey.get()) },
        TPMVector("TPM 1.2", [.tpmVersion]) { $0.version = "1.2" },
        TPMVector("made outside a TPM", [.tpmCertification]) { $0.magic = [0, 0, 0, 0] },
        TPMVector("a quote and no certification", [.tpmCertification]) { $0.type = [0x80, 0x18] },
        TPMVector("for another registration", [.tpmExtraData]) { $0.extraData = [UInt8](repeating: 1, count: 32) },
        TPMVector("of another key", [.tpmName]) { $0.name = [0x00, 0x0B] + [UInt8](repeating: 1, count: 32) },
        TPMVector("name by a hash that nobody knows", [.tpmName]) { $0.nameAlgorithm = [0x00, 0x12] },
        TPMVector("bytes behind the certification", [.syntax(.tpm)]) { $0.trailing = [0] },
        TPMVector("a public area that is none", [.syntax(.tpm)]) { $0.publicArea = [0x00, 0x23, 0x00] },
        TPMVector("a public area of another kind", [.syntax(.tpm)]) {
            $0.publicArea = [0x00, 0x08] + [UInt8](repeating: 0, count: 30)
        },
        TPMVector("the credential has another key", [.credentialKey(.tpm), .tpmExtraData]) { tpm in
            let good = tpm.registration
            tpm.extraData = Array(SHA256.hash(data: good.signedBytes))
            let (x, y) = good.coordinates
            tpm.publicArea =
                [0x00, 0x23, 0x00, 0x0B, 0, 0, 0, 0, 0, 0, 0, 0x10, 0, 0x10, 0, 3, 0, 0x10, 0, 32] + x + [0, 32] + y
            tpm.registration.key = P256.Signing.PrivateKey()
        },
        TPMVector("a subject in the certificate", [.tpmCertificate]) { $0.subject = try TestAuthority.name("TPM") },
        TPMVector("no manufacturer", [.tpmCertificate]) { $0.attributes.removeFirst() },
        TPMVector("neither manufacturer, model nor version", Array(repeating: .tpmCertificate, count: 3)) {
            $0.attributes = [[2, 23, 133, 2, 9]]
        },
        TPMVector("not an identity key's certificate", [.tpmCertificate]) { $0.purpose = [2, 23, 133, 8, 1] },
        TPMVector("an authority's certificate", [.tpmCertificate, .path]) { $0.role = .authority(pathLength: nil) },
        TPMVector("no basic constraints", [.tpmCertificate]) { $0.role = .undeclared },
        TPMVector("the certificate is for another model", [.aaguidExtension]) {
            $0.extra = [TestAttester.aaguidExtension([UInt8](repeating: 9, count: 16))]
        },
        TPMVector("signed with another algorithm than it says", [.signature(.tpm), .tpmExtraData]) {
            $0.coseAlgorithm = -65535
        },
    ]

    @Test(arguments: tpm)
    func judgesTPMs(vector: TPMVector) async throws {
        let attester = try TestAttester.shared.get()
        var tpm = TPM()
        try vector.change(&tpm)
        let report = try await Self.report(try tpm.object(attester), tpm.registration)
        // The order is the procedure's; here it only matters which rules fail.
        #expect(
            report.failures.map(\.rule.id).sorted() == vector.rules.map(\.id).sorted(),
            "\(report.failures)"
        )
        #expect(report.kind == .attestationCA)
        guard case .attested(let path) = report.verdict, let leaf = path.first else { return }
        // Its subject has to be empty, and a name for it there has to be all the same.
        #expect(leaf.subject.isEmpty)
        #expect(leaf.title.hasPrefix("a certificate without a subject, SHA-256 "), "\(leaf.title)")
        #expect(leaf.title.hasSuffix(leaf.issuer) && leaf.commonName == leaf.title)
    }

    @Test func aWeakHashIsRemarked() async throws {
        let attester = try TestAttester.shared.get()
        var tpm = TPM()
        tpm.coseAlgorithm = -65535
        let report = try await Self.report(try tpm.object(attester), tpm.registration)
        #expect(report.remarks == ["RS1 signs with SHA-1, which is weak"])
        #expect(report.signatureAlgorithm == .rs1)
    }

    private static func report(
        _ object: AttestationObject,
        _ registration: TestRegistration
    ) async throws -> AttestationReport {
        let root = try TestAttester.shared.get().root
        let metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [root.der])])
        return await AttestationVerifier(metadata: metadata)
            .verify(
                object,
                clientDataHash: registration.clientDataHash,
                at: TestAuthority.now
            )
    }

    /// What an Android key description says, as context tag and contents.
    struct Android {
        var challenge: [UInt8]?
        var software: [(tag: UInt, value: [UInt8])] = []
        /// Purpose *sign* and origin *generated*.
        var hardware: [(tag: UInt, value: [UInt8])] = [
            (1, [0x31, 0x03, 0x02, 0x01, 0x02]), (702, [0x02, 0x01, 0x00]),
        ]

        func description(_ clientDataHash: [UInt8]) throws -> [UInt8] {
            var serializer = DER.Serializer()
            try serializer.appendConstructedNode(identifier: .sequence) { body in
                try body.serialize(4)
                body.serializeRawBytes([0x0A, 0x01, 0x01])
                try body.serialize(4)
                body.serializeRawBytes([0x0A, 0x01, 0x01])
                try body.serialize(ASN1OctetString(contentBytes: (challenge ?? clientDataHash)[...]))
                try body.serialize(ASN1OctetString(contentBytes: []))
                for list in [software, hardware] {
                    body.appendConstructedNode(identifier: .sequence) { entries in
                        for (tag, value) in list {
                            let identifier = ASN1Identifier(tagWithNumber: tag, tagClass: .contextSpecific)
                            entries.appendConstructedNode(identifier: identifier) { $0.serializeRawBytes(value) }
                        }
                    }
                }
            }
            return serializer.serializedBytes
        }
    }

    struct AndroidVector: CustomTestStringConvertible, Sendable {
        let name: String
        let rules: [AttestationRule]
        let change: @Sendable (inout Android) -> Void

        init(_ name: String, _ rules: [AttestationRule], _ change: @escaping @Sendable (inout Android) -> Void) {
            self.name = name
            self.rules = rules
            self.change = change
        }

        var testDescription: String { name }
    }

    private static let android: [AndroidVector] = [
        AndroidVector("good", []) { _ in },
        AndroidVector("kept by software", []) { swap(&$0.software, &$0.hardware) },
        AndroidVector("for another registration", [.androidChallenge]) { $0.challenge = [1, 2, 3] },
        AndroidVector("for every application", [.androidAuthorization]) { $0.software.append((600, [0x05, 0x00])) },
        AndroidVector("imported", [.androidAuthorization]) { $0.hardware[1].value = [0x02, 0x01, 0x02] },
        AndroidVector("of unknown origin", [.androidAuthorization]) { $0.hardware.removeLast() },
        AndroidVector("for decryption", [.androidAuthorization]) {
            $0.hardware[0].value = [0x31, 0x03, 0x02, 0x01, 0x01]
        },
        AndroidVector("for signing and decryption", [.androidAuthorization]) {
            $0.hardware[0].value = [0x31, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02]
        },
        AndroidVector("for nothing", [.androidAuthorization, .androidAuthorization]) { $0.hardware = [] },
        AndroidVector("described by something else", [.androidKeyDescription]) { $0.hardware[0].value = [0x04, 0x00] },
    ]

    @Test(arguments: android)
    func judgesAndroidKeys(vector: AndroidVector) async throws {
        var android = Android()
        vector.change(&android)
        let registration = TestRegistration()
        let ext = Certificate.Extension(
            oid: [1, 3, 6, 1, 4, 1, 11129, 2, 1, 17],
            critical: false,
            value: try android.description(registration.clientDataHash)[...]
        )
        let report = try await Self.android(registration, extensions: [ext], key: .p256(registration.key))
        #expect(report.failures.map(\.rule) == vector.rules, "\(report.failures)")
        if vector.rules.isEmpty { #expect(report.remarks.isEmpty == !android.hardware.isEmpty) }
    }

    private static func android(
        _ registration: TestRegistration,
        extensions: [Certificate.Extension],
        key: TestIdentity.Key
    ) async throws -> AttestationReport {
        let leaf = try TestAttester.shared.get()
            .leaf(
                subject: TestAuthority.name("Android Keystore Key"),
                key: key,
                extra: extensions + [TestAttester.aaguidExtension(TestRegistration.aaguid.bytes)]
            )
        let signature = try key.sign(registration.signedBytes)
        let object = try registration.object(
            "android-key",
            ["alg": -7, "sig": .bytes(signature), "x5c": [.bytes(leaf.der)]]
        )
        return try await report(object, registration)
    }

    @Test func anAndroidKeyMustBeTheCredentialsAndDescribed() async throws {
        let report = try await Self.android(TestRegistration(), extensions: [], key: .p256())
        #expect(report.failures.map(\.rule) == [.credentialKey(.androidKey), .androidKeyDescription])
    }

    @Test(
        arguments: [
            ("good", [], false, false), ("for another registration", [.appleNonce], true, false),
            ("of another key", [.credentialKey(.apple)], false, true),
        ] as [(String, [AttestationRule], Bool, Bool)]
    )
    func judgesApple(name: String, rules: [AttestationRule], otherNonce: Bool, otherKey: Bool) async throws {
        let registration = TestRegistration()
        var nonce = Array(SHA256.hash(data: registration.signedBytes))
        if otherNonce { nonce[0] ^= 1 }
        let ext = Certificate.Extension(
            oid: [1, 2, 840, 113635, 100, 8, 2],
            critical: false,
            value: ([0x30, 0x24, 0xA1, 0x22, 0x04, 0x20] + nonce)[...]
        )
        let leaf = try TestAttester.shared.get()
            .leaf(
                subject: TestAuthority.name("Apple"),
                key: otherKey ? .p256() : .p256(registration.key),
                extra: [ext]
            )
        let report = try await Self.report(
            try registration.object("apple", ["x5c": [.bytes(leaf.der)]]),
            registration
        )
        #expect(report.failures.map(\.rule) == rules, "\(report.failures)")
    }

    @Test func anAppleCertificateNeedsItsNonce() async throws {
        let registration = TestRegistration()
        let leaf = try TestAttester.shared.get().leaf(key: .p256(registration.key))
        let report = try await Self.report(
            try registration.object("apple", ["x5c": [.bytes(leaf.der)]]),
            registration
        )
        #expect(report.failures.map(\.rule) == [.appleNonce])
    }
}
