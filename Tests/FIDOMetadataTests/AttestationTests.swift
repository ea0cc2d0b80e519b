import CBORTree
import CTAPMessages
import Crypto
import FIDOMetadata
import Foundation
import SwiftASN1
import Testing
import X509

/// Packed, self, U2F and no attestation, by authenticators that the tests made.
struct AttestationTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        let name: String
        /// The rules that must fail, in this order; none for an attested device.
        let rules: [AttestationRule]
        let make: @Sendable (TestAttester, inout Scene) throws -> AttestationObject

        init(
            _ name: String,
            _ rules: [AttestationRule],
            _ make: @escaping @Sendable (TestAttester, inout Scene) throws -> AttestationObject
        ) {
            self.name = name
            self.rules = rules
            self.make = make
        }

        var testDescription: String { name }
    }

    /// What surrounds an attestation.
    struct Scene {
        var registration = TestRegistration()
        var metadata: MetadataBLOB?
        var expectations = AttestationVerifier.Expectations()
        var time = TestAuthority.now
    }

    @Test(arguments: accepted + packed + selfAndNone + u2f + trust)
    func judges(vector: Vector) async throws {
        let attester = try TestAttester.shared.get()
        var scene = Scene()
        scene.metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [attester.root.der])])
        let object = try vector.make(attester, &scene)
        let report = await AttestationVerifier(metadata: scene.metadata)
            .verify(
                object,
                clientDataHash: scene.registration.clientDataHash,
                at: scene.time,
                expecting: scene.expectations
            )
        #expect(report.failures.map(\.rule) == vector.rules, "\(report.failures)")
        #expect(report.isAttested == vector.rules.isEmpty)
        if case .attested(let path) = report.verdict {
            #expect(
                path.map(\.fingerprint)
                    == report.certificates.map { TrustAnchor(name: "", certificate: $0).fingerprint }
            )
            #expect(report.model == "Synthetic Key")
            // By that name a level is looked up, a U2F key's too, which has no AAGUID.
            let identifier = try #require(report.identifier)
            #expect(scene.metadata?.lookup(identifier).entry?.name == "Synthetic Key")
        } else {
            #expect(report.certificates.isEmpty)
        }
    }

    private static let accepted: [Vector] = [
        Vector("packed") { attester, scene in try scene.registration.packed(by: attester.leaf()) },
        Vector("packed, RSA") { attester, scene in
            let key = TestIdentity.Key.rsa(try TestWorld.rsaKey.get())
            return try scene.registration.packed(by: attester.leaf(key: key))
        },
        Vector("packed, no AAGUID extension, and the root has one model") { attester, scene in
            try scene.registration.packed(by: attester.leaf(extra: []))
        },
        Vector("packed, enterprise") { attester, scene in
            let serial = Certificate.Extension(
                oid: [1, 3, 6, 1, 4, 1, 45724, 1, 1, 2],
                critical: false,
                value: [0x04, 0x02, 0xAB, 0xCD]
            )
            return try scene.registration.packed(by: attester.leaf(extra: [serial]))
        },
        Vector("packed, through an intermediate") { attester, scene in
            let authority = try TestAuthority.issue("Vendor CA", .authority(pathLength: 0), by: attester.root)
            return try scene.registration.packed(by: attester.leaf(by: authority), through: [authority])
        },
        Vector("packed, root sent along, in the wrong order") { attester, scene in
            let authority = try TestAuthority.issue("Vendor CA", .authority(pathLength: 0), by: attester.root)
            return try scene.registration.packed(by: attester.leaf(by: authority), through: [attester.root, authority])
        },
        Vector("packed, the anchor is the intermediate") { attester, scene in
            let authority = try TestAuthority.issue("Vendor CA", .authority(pathLength: 0), by: attester.root)
            scene.metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [authority.der])])
            return try scene.registration.packed(by: attester.leaf(by: authority))
        },
        Vector("packed, the anchor is the leaf itself") { attester, scene in
            let leaf = try attester.leaf()
            scene.metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [leaf.der])])
            return try scene.registration.packed(by: leaf)
        },
        Vector("packed, the anchor is the leaf, among several models") { attester, scene in
            let leaf = try attester.leaf(extra: [])
            scene.metadata = try TestRegistration.metadata([
                (TestRegistration.aaguid, [leaf.der]), (.zero, [leaf.der]),
            ])
            return try scene.registration.packed(by: leaf)
        },
        Vector("packed, one of two anchors is unreadable") { attester, scene in
            scene.metadata = try TestRegistration.metadata([
                (TestRegistration.aaguid, [[0x30, 0x00], attester.root.der])
            ])
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("packed, everything as expected") { attester, scene in
            scene.expectations = .init(
                rpIDHash: scene.registration.rpIDHash,
                claimedModel: TestRegistration.aaguid
            )
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("packed, shared root, and the extension tells the model") { attester, scene in
            scene.metadata = try TestRegistration.metadata([
                (TestRegistration.aaguid, [attester.root.der]), (.zero, [attester.root.der]),
            ])
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("U2F by the key of its certificate") { attester, scene in
            let leaf = try attester.leaf(extra: [])
            scene.registration.aaguid = .zero
            scene.metadata = try TestRegistration.metadata(u2f: leaf.keyIdentifier, anchors: [attester.root.der])
            return try scene.registration.u2f(by: leaf)
        },
        Vector("U2F by the key of its issuer") { attester, scene in
            let identifier = AuthorityKeyIdentifier(keyIdentifier: attester.root.keyIdentifier[...])
            let leaf = try attester.leaf(extra: [try Certificate.Extension(identifier, critical: false)])
            scene.registration.aaguid = .zero
            scene.metadata = try TestRegistration.metadata(
                u2f: attester.root.keyIdentifier,
                anchors: [attester.root.der]
            )
            return try scene.registration.u2f(by: leaf)
        },
        Vector("U2F by a client that writes no curve") { attester, scene in
            let leaf = try attester.leaf(extra: [])
            scene.registration.aaguid = .zero
            let (x, y) = scene.registration.coordinates
            scene.registration.publicKey = [1: 2, 3: -7, -2: .bytes(x), -3: .bytes(y)]
            scene.metadata = try TestRegistration.metadata(u2f: leaf.keyIdentifier, anchors: [attester.root.der])
            return try scene.registration.u2f(by: leaf)
        },
    ]

    private static let packed: [Vector] = [
        Vector("another client data hash", [.signature(.packed)]) { attester, scene in
            let object = try scene.registration.packed(by: attester.leaf())
            scene.registration.clientDataHash[0] ^= 1
            return object
        },
        Vector("signed by another key", [.signature(.packed)]) { attester, scene in
            let leaf = try attester.leaf()
            let other = TestIdentity(certificate: leaf.certificate, key: .p256())
            return try scene.registration.packed(by: other)
        },
        statement("no signature", [.syntax(.packed)]) { $0["sig"] = nil },
        statement("signature is a text", [.syntax(.packed)]) { $0["sig"] = "x" },
        statement("no algorithm", [.syntax(.packed)]) { $0["alg"] = nil },
        statement("algorithm that nobody knows", [.algorithm(.packed)]) { $0["alg"] = -999 },
        statement("algorithm of another kind of key", [.signature(.packed)]) { $0["alg"] = -257 },
        statement("no certificate in the list", [.syntax(.packed)]) { $0["x5c"] = [] },
        statement("certificates are a text", [.syntax(.packed)]) { $0["x5c"] = "x" },
        statement("certificate is a text", [.syntax(.packed)]) { $0["x5c"] = ["x"] },
        statement("certificate is no DER", [.certificates(.packed)]) { $0["x5c"] = [.bytes([1, 2, 3])] },
        statement("seven certificates", [.syntax(.packed)]) {
            $0["x5c"] = .list(Array(repeating: .bytes([0x30, 0x00]), count: 7))
        },
        leaf("country in three letters", [.certificateSubject]) {
            try $0.leaf(subject: TestAttester.subject(country: "SWE"))
        },
        leaf("no country", [.certificateSubject]) { try $0.leaf(subject: TestAttester.subject(country: nil)) },
        leaf("no organisation", [.certificateSubject]) {
            try $0.leaf(subject: TestAttester.subject(organization: nil))
        },
        leaf("another unit", [.certificateSubject]) { try $0.leaf(subject: TestAttester.subject(unit: "Attestation")) },
        leaf("no common name", [.certificateSubject]) { try $0.leaf(subject: TestAttester.subject(common: nil)) },
        leaf("nothing in the subject", Array(repeating: .certificateSubject, count: 4)) {
            try $0.leaf(
                subject: TestAttester.subject(country: nil, organization: nil, unit: nil, common: nil)
            )
        },
        leaf("an authority's certificate", [.certificateConstraints]) {
            try $0.leaf(role: .authority(pathLength: nil)) {
                $0.usage = KeyUsage(digitalSignature: true, keyCertSign: true)
            }
        },
        leaf("no basic constraints", [.certificateConstraints]) { try $0.leaf(role: .undeclared) },
        leaf("version 1", [.certificateVersion, .certificateConstraints]) {
            try $0.leaf(role: .undeclared, extra: []) {
                $0.version = .v1
                $0.hasUsage = false
            }
        },
        leaf("AAGUID extension of another model", [.aaguidExtension]) {
            try $0.leaf(extra: [TestAttester.aaguidExtension([UInt8](repeating: 9, count: 16))])
        },
        leaf("AAGUID extension of 15 bytes", [.aaguidExtension]) {
            try $0.leaf(extra: [TestAttester.aaguidExtension([UInt8](repeating: 9, count: 15))])
        },
        leaf("AAGUID extension that is critical", [.aaguidExtension, .path]) {
            try $0.leaf(extra: [TestAttester.aaguidExtension(TestRegistration.aaguid.bytes, critical: true)])
        },
        leaf("AAGUID extension without its inner string", [.aaguidExtension]) {
            try $0.leaf(extra: [
                Certificate.Extension(
                    oid: [1, 3, 6, 1, 4, 1, 45724, 1, 1, 4],
                    critical: false,
                    value: TestRegistration.aaguid.bytes[...]
                )
            ])
        },
    ]

    private static let selfAndNone: [Vector] = [
        Vector("self-attested", [.selfAttestation]) { _, scene in try scene.registration.selfAttested() },
        Vector("self-attested with another algorithm", [.algorithm(.packed), .signature(.packed), .selfAttestation]) {
            _,
            scene in try scene.registration.selfAttested(algorithm: -35)
        },
        Vector("self-attested by another key", [.signature(.packed), .selfAttestation]) { _, scene in
            let object = try scene.registration.selfAttested()
            scene.registration.clientDataHash[31] ^= 1
            return object
        },
        Vector("self-attested with a key that is none", [.credentialKey(.packed), .selfAttestation]) { _, scene in
            scene.registration.publicKey = [1: 2, 3: -7, -1: 1, -2: .bytes([1]), -3: .bytes([2])]
            return try scene.registration.selfAttested()
        },
        Vector("ECDAA", [.syntax(.packed), .selfAttestation]) { _, scene in
            try scene.registration.object("packed", ["alg": -7, "sig": .bytes([]), "ecdaaKeyId": .bytes([1])])
        },
        Vector("none", [.noAttestation]) { _, scene in try scene.registration.object("none", .pairs([])) },
        Vector("none with something in it", [.syntax(.none), .noAttestation]) { _, scene in
            try scene.registration.object("none", ["x": 1])
        },
        Vector("a format of the future", [.format]) { _, scene in
            try scene.registration.object("quantum", .pairs([]))
        },
    ]

    private static let u2f: [Vector] = [
        Vector("U2F with two certificates", [.syntax(.fidoU2F)]) { attester, scene in
            let leaf = try attester.leaf(extra: [])
            let (x, y) = scene.registration.coordinates
            scene.registration.aaguid = .zero
            scene.metadata = try TestRegistration.metadata(u2f: leaf.keyIdentifier, anchors: [attester.root.der])
            let message =
                [0] + scene.registration.rpIDHash + scene.registration.clientDataHash + scene.registration.credentialID
                + [4] + x + y
            return try scene.registration.object(
                "fido-u2f",
                ["sig": .bytes(try leaf.key.sign(message)), "x5c": [.bytes(leaf.der), .bytes(attester.root.der)]]
            )
        },
        Vector("U2F with an RSA key", [.certificates(.fidoU2F), .signature(.fidoU2F), .metadataEntry]) {
            attester,
            scene in
            scene.registration.aaguid = .zero
            return try scene.registration.u2f(by: attester.leaf(key: .rsa(TestWorld.rsaKey.get())))
        },
        Vector("U2F with a short coordinate", [.credentialKey(.fidoU2F), .metadataEntry]) { attester, scene in
            scene.registration.aaguid = .zero
            scene.registration.publicKey = [1: 2, 3: -7, -1: 1, -2: .bytes([1]), -3: .bytes([2])]
            return try scene.registration.u2f(by: attester.leaf())
        },
        Vector("U2F of an unknown key", [.metadataEntry]) { attester, scene in
            scene.registration.aaguid = .zero
            return try scene.registration.u2f(by: attester.leaf())
        },
        Vector("U2F for another registration", [.signature(.fidoU2F)]) { attester, scene in
            let leaf = try attester.leaf(extra: [])
            scene.registration.aaguid = .zero
            scene.metadata = try TestRegistration.metadata(u2f: leaf.keyIdentifier, anchors: [attester.root.der])
            let object = try scene.registration.u2f(by: leaf)
            scene.registration.clientDataHash[0] ^= 1
            return object
        },
    ]

    private static let trust: [Vector] = [
        Vector("no metadata", [.metadataEntry]) { attester, scene in
            scene.metadata = nil
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("a model that the metadata lacks", [.metadataEntry]) { attester, scene in
            scene.metadata = try TestRegistration.metadata([])
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("a model that the metadata has twice", [.metadataEntry]) { attester, scene in
            scene.metadata = try TestRegistration.metadata([
                (TestRegistration.aaguid, [attester.root.der]), (TestRegistration.aaguid, []),
            ])
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("a model without anchors", [.trustAnchors]) { attester, scene in
            scene.metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [])])
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("a model with unreadable anchors", [.trustAnchors]) { attester, scene in
            scene.metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [[0x30, 0x00]])])
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("another vendor's root", [.path]) { attester, scene in
            let other = try TestAuthority.issue("Other Root", .authority(pathLength: nil))
            scene.metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [other.der])])
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("a root of the vendor's name", [.path]) { attester, scene in
            let impostor = try TestAuthority.issue("Vendor Root", .authority(pathLength: nil))
            return try scene.registration.packed(by: attester.leaf(by: impostor))
        },
        Vector("a leaf that looks like the anchor", [.path]) { attester, scene in
            let leaf = try attester.leaf()
            scene.metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [leaf.der])])
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("a device that says it is another model", [.aaguidExtension, .metadataEntry]) { attester, scene in
            scene.registration.aaguid = .zero
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("shared root, and nothing tells the model", [.aaguidExtensionPresent]) { attester, scene in
            scene.metadata = try TestRegistration.metadata([
                (TestRegistration.aaguid, [attester.root.der]), (.zero, [attester.root.der]),
            ])
            return try scene.registration.packed(by: attester.leaf(extra: []))
        },
        Vector("expired", [.path]) { attester, scene in
            try scene.registration.packed(by: attester.leaf { $0.notAfter = TestAuthority.now - 1 })
        },
        Vector("not yet valid, anchor and leaf", [.path, .path]) { attester, scene in
            scene.time = TestAuthority.now - 86400 * 1000
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("a leaf as anchor that expired", [.path]) { attester, scene in
            let leaf = try attester.leaf { $0.notAfter = TestAuthority.now - 1 }
            scene.metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [leaf.der])])
            return try scene.registration.packed(by: leaf)
        },
        Vector("another relying party", [.relyingParty]) { attester, scene in
            scene.expectations.rpIDHash = [UInt8](repeating: 0, count: 32)
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("nobody touched", [.userPresence]) { attester, scene in
            scene.registration.flags = 0x40
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector("getInfo says another model", [.claimedModel]) { attester, scene in
            scene.expectations.claimedModel = .zero
            return try scene.registration.packed(by: attester.leaf())
        },
        Vector(
            "everything at once",
            [.signature(.packed), .certificateSubject, .aaguidExtension, .userPresence, .path]
        ) {
            attester,
            scene in
            let other = try TestAuthority.issue("Other Root", .authority(pathLength: nil))
            let leaf = try attester.leaf(
                subject: TestAttester.subject(unit: nil),
                by: other,
                extra: [TestAttester.aaguidExtension([1])]
            )
            scene.registration.flags = 0x40
            return try scene.registration.packed(by: TestIdentity(certificate: leaf.certificate, key: .p256()))
        },
    ]

    /// A packed attestation whose statement was changed.
    private static func statement(
        _ name: String,
        _ rules: [AttestationRule],
        _ change: @escaping @Sendable (inout [String: CBORItem]) -> Void
    ) -> Vector {
        Vector(name, rules) { attester, scene in
            let good = try scene.registration.packed(by: attester.leaf())
            var members: [String: CBORItem] = [:]
            for entry in good.statement.entries ?? [] { members[entry.key.text ?? ""] = entry.value }
            change(&members)
            return try scene.registration.object(
                "packed",
                .pairs(members.sorted { $0.key < $1.key }.map { (.text($0.key), $0.value) })
            )
        }
    }

    /// A packed attestation by another certificate.
    private static func leaf(
        _ name: String,
        _ rules: [AttestationRule],
        _ make: @escaping @Sendable (TestAttester) throws -> TestIdentity
    ) -> Vector {
        Vector(name, rules) { attester, scene in try scene.registration.packed(by: make(attester)) }
    }

    @Test func enterpriseSerialNumbersStayOut() async throws {
        let attester = try TestAttester.shared.get()
        let serial = Certificate.Extension(
            oid: [1, 3, 6, 1, 4, 1, 45724, 1, 1, 2],
            critical: false,
            value: [0x04, 0x04, 0xDE, 0xAD, 0xBE, 0xEF]
        )
        let leaf = try attester.leaf(extra: [serial])
        let metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [attester.root.der])])
        let registration = TestRegistration()
        let report = await AttestationVerifier(metadata: metadata)
            .verify(
                try registration.packed(by: leaf),
                clientDataHash: registration.clientDataHash,
                at: TestAuthority.now
            )
        #expect(report.isAttested)
        #expect(report.isEnterprise)
    }

    @Test func theAnswerOfADeviceReadsLikeABrowsersObject() throws {
        let attester = try TestAttester.shared.get()
        let object = try TestRegistration().packed(by: attester.leaf())
        let answer: CBORItem = [
            1: "packed", 2: .bytes(object.authenticatorData.bytes), 3: object.statement, 4: false,
        ]
        let read = try AttestationObject(makeCredentialAnswer: answer.encoded())
        #expect(read.format == .packed)
        #expect(read.statement == object.statement)
        #expect(read.authenticatorData.bytes == object.authenticatorData.bytes)
    }

    @Test func everyPrefixIsRefusedAndNoCorruptedByteTraps() async throws {
        let attester = try TestAttester.shared.get()
        let registration = TestRegistration()
        let good = try registration.packed(by: attester.leaf())
        let bytes =
            (["fmt": "packed", "attStmt": good.statement, "authData": .bytes(good.authenticatorData.bytes)] as CBORItem)
            .encoded()
        for count in 0..<bytes.count {
            #expect(throws: AttestationObject.ParsingError.self) {
                try AttestationObject(parsing: Array(bytes[..<count]))
            }
        }
        let metadata = try TestRegistration.metadata([(TestRegistration.aaguid, [attester.root.der])])
        let verifier = AttestationVerifier(metadata: metadata)
        var attested: [Int] = []
        for position in bytes.indices {
            var corrupted = bytes
            corrupted[position] ^= 0x01
            guard let object = try? AttestationObject(parsing: corrupted) else { continue }
            let report = await verifier.verify(
                object,
                clientDataHash: registration.clientDataHash,
                at: TestAuthority.now
            )
            // One byte may change: the count of unused bits in front of the certificate's signature, when the
            // signature's last bit happens to be zero. The signed bytes and the signature stay what they were.
            let isUnusedBits = bytes[position] == 0 && bytes[position - 2] == 0x03
            if report.isAttested, !isUnusedBits { attested.append(position) }
        }
        #expect(attested == [])
    }

    @Test(
        arguments: [
            ([0x00], "no credential"), ([0x41], "left"), ([0x01], "no credential"),
        ] as [([UInt8], String)]
    )
    func refusesAuthenticatorDataThatIsCutShort(flags: [UInt8], reason: String) {
        let bytes = [UInt8](repeating: 0, count: 32) + flags + [0, 0, 0, 0]
        let error = #expect(throws: AuthenticatorData.ParsingError.self) { try AuthenticatorData(parsing: bytes) }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }
}

extension AttestationTests.Vector {
    init(
        _ name: String,
        _ make: @escaping @Sendable (TestAttester, inout AttestationTests.Scene) throws -> AttestationObject
    ) {
        self.init(name, [], make)
    }
}

extension TestIdentity {
    /// SHA-1 of the public key.
    var keyIdentifier: [UInt8] {
        Array(Insecure.SHA1.hash(data: Array(certificate.publicKey.subjectPublicKeyInfoBytes)))
    }
}
