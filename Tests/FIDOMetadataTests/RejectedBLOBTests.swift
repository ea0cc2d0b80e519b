import Crypto
import FIDOMetadata
import Foundation
import SwiftASN1
import Testing
import X509

/// BLOBs that must be refused, each for its own reason.
struct RejectedBLOBTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        let name: String
        /// Part of what the refusal must say.
        let reason: String
        let make: @Sendable (TestWorld, inout BLOBVerifier) throws -> [UInt8]

        init(
            _ name: String,
            _ reason: String,
            _ make: @escaping @Sendable (TestWorld, inout BLOBVerifier) throws -> [UInt8]
        ) {
            self.name = name
            self.reason = reason
            self.make = make
        }

        var testDescription: String { name }

        /// A BLOB whose header has other members.
        static func header(_ name: String, _ reason: String, _ members: [String: String?]) -> Vector {
            Vector(name, reason) { world, _ in
                var blob = world.blob
                blob.header = members
                return try blob.text()
            }
        }

        /// A BLOB whose header is other text.
        static func rawHeader(_ name: String, _ reason: String, _ bytes: [UInt8]) -> Vector {
            Vector(name, reason) { world, _ in
                var blob = world.blob
                blob.rawHeader = bytes
                return try blob.text()
            }
        }

        /// A BLOB whose text is changed after it was signed.
        static func parts(
            _ name: String,
            _ reason: String,
            _ change: @escaping @Sendable (inout [String]) -> Void
        ) -> Vector {
            Vector(name, reason) { world, _ in
                var parts = try world.blob.parts()
                change(&parts)
                return Array(parts.joined(separator: ".").utf8)
            }
        }

        static func payload(_ name: String, _ reason: String, _ bytes: [UInt8]) -> Vector {
            Vector(name, reason) { world, _ in
                var blob = world.blob
                blob.payload = bytes
                return try blob.text()
            }
        }

        /// A BLOB under a signer that was issued otherwise.
        static func signer(
            _ name: String,
            _ reason: String,
            _ adjust: @escaping @Sendable (inout TestAuthority.Options) -> Void
        ) -> Vector {
            Vector(name, reason) { world, _ in try world.blob(by: world.signer(adjust)).text() }
        }

        /// A BLOB under an authority that was issued otherwise.
        static func authority(
            _ name: String,
            _ reason: String,
            _ role: TestAuthority.Role = .authority(pathLength: 0),
            _ adjust: @escaping @Sendable (inout TestAuthority.Options) -> Void = { _ in }
        ) -> Vector {
            Vector(name, reason) { world, _ in try world.blob(under: role, adjust).text() }
        }
    }

    private static let all = shape + headers + chains + paths + crossings + signatures + payloads

    @Test(arguments: all)
    func refuses(vector: Vector) async throws {
        let world = try TestWorld.shared.get()
        var verifier = BLOBVerifier(anchors: [world.root.anchor])
        let text = try vector.make(world, &verifier)
        do {
            let verified = try await verifier.verify(text, at: TestAuthority.now, after: 5)
            Issue.record("accepted as number \(verified.blob.no)")
        } catch {
            #expect("\(error)".contains(vector.reason), "\(error)")
        }
    }

    @Test func thereAreEnough() {
        #expect(Self.all.count >= 100)
        #expect(Set(Self.all.map(\.name)).count == Self.all.count)
        #expect(Set(Self.all.map(\.reason)).count >= 60)
    }

    private static let shape: [Vector] = [
        Vector("empty", "three parts, this has 1") { _, _ in [] },
        .parts("one part", "three parts, this has 1") { $0 = ["abc"] },
        .parts("two parts", "three parts, this has 2") { $0.removeLast() },
        .parts("four parts", "three parts, this has 4") { $0.append("") },
        .parts("a million dots", "three parts, this has 1000001") { $0 = [String(repeating: ".", count: 1_000_000)] },
        .parts("padded header", "the header is not base64") { $0[0] += "=" },
        .parts("header in the other alphabet", "the header is not base64") { $0[0] = "+/" + $0[0].dropFirst(2) },
        .parts("header with a stray bit", "the header is not base64") { $0[0] = "AB" },
        .parts("payload with a line break", "the payload is not base64") {
            $0[1] = $0[1].prefix(8) + "\n" + $0[1].dropFirst(8)
        },
        .parts("payload that is not ASCII", "the payload is not base64") { $0[1] = "é" + $0[1].dropFirst(2) },
        .parts("signature with a full stop's neighbour", "the signature is not base64") {
            $0[2] = "/" + $0[2].dropFirst()
        },
        .parts("empty header", "the header is not JSON") { $0[0] = "" },
    ]

    private static let headers: [Vector] = [
        .rawHeader("header is no JSON", "the header is not JSON", Array("alg=ES256".utf8)),
        .rawHeader("header is a list", "the header is not an object", Array("[]".utf8)),
        .rawHeader(
            "header with two algorithms",
            "appears more than once",
            Array(#"{"alg":"none","alg":"ES256"}"#.utf8)
        ),
        .rawHeader("header is no UTF-8", "invalid UTF-8", [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]),
        .rawHeader("header nested deeply", "nested deeper than 8", [UInt8](repeating: 0x5B, count: 50_000)),
        .rawHeader(
            "header with a gigantic list",
            "more than 1000 values",
            Array((#"{"x5c":["# + String(repeating: "0,", count: 20_000) + "0]}").utf8)
        ),
        .rawHeader("gigantic header", "the header is too long", [UInt8](repeating: 0x20, count: 200_000)),
        .header("no algorithm", "names no algorithm", ["alg": nil]),
        .header("algorithm is a number", "names no algorithm", ["alg": "256"]),
        .header("none", "the algorithm none is not accepted", ["alg": #""none""#]),
        .header("None", "the algorithm None is not accepted", ["alg": #""None""#]),
        .header("HS256", "the algorithm HS256 is not accepted", ["alg": #""HS256""#]),
        .header("ES384", "the algorithm ES384 is not accepted", ["alg": #""ES384""#]),
        .header("PS256", "the algorithm PS256 is not accepted", ["alg": #""PS256""#]),
        .header("RS1", "the algorithm RS1 is not accepted", ["alg": #""RS1""#]),
        .header("lower-case algorithm", "the algorithm es256 is not accepted", ["alg": #""es256""#]),
        .header("x5u", "the header has x5u", ["x5u": #""https://example.test/chain""#]),
        .header("jku", "the header has jku", ["jku": #""https://example.test/keys""#]),
        .header("jwk", "the header has jwk", ["jwk": "{}"]),
        .header("crit", "the header has crit", ["crit": #"["exp"]"#]),
        .header("b64", "the header has b64", ["b64": "false"]),
    ]

    private static let chains: [Vector] = [
        .header("no certificates", "no certificates", ["x5c": nil]),
        .header("an empty list of certificates", "no certificates", ["x5c": "[]"]),
        .header("certificates in one string", "no certificates", ["x5c": #""MAA=""#]),
        .header(
            "a certificate that is a number",
            "certificate 0 of the header cannot be read: not base64",
            ["x5c": "[1]"]
        ),
        .header("a certificate that is no DER", "certificate 0 of the header cannot be read", ["x5c": #"["AAAA"]"#]),
        .header("a certificate that is empty", "certificate 0 of the header cannot be read", ["x5c": #"["MAA="]"#]),
        Vector("seven certificates", "7 certificates in the header") { world, _ in
            var blob = world.blob
            blob.certificates += Array(repeating: world.authority.der, count: 5)
            return try blob.text()
        },
        Vector("white space in a certificate", "certificate 0 of the header cannot be read: not base64") { world, _ in
            var blob = world.blob
            let text = Base64.encode(world.signer.der, .standard)
            blob.header = ["x5c": #"["\#(text.prefix(64))\n\#(text.dropFirst(64))"]"#]
            return try blob.text()
        },
        Vector("a certificate in the other alphabet", "certificate 1 of the header cannot be read: not base64") {
            world,
            _ in
            var blob = world.blob
            let text = Base64.encode(world.signer.der, .standard)
            blob.header = ["x5c": #"["\#(text)","-_-_"]"#]
            return try blob.text()
        },
        Vector("a byte behind a certificate", "certificate 0 of the header cannot be read") { world, _ in
            var blob = world.blob
            blob.certificates[0].append(0)
            return try blob.text()
        },
        Vector("a truncated certificate", "certificate 1 of the header cannot be read") { world, _ in
            var blob = world.blob
            blob.certificates[1].removeLast()
            return try blob.text()
        },
    ]

    private static let paths: [Vector] = [
        Vector("no anchors", "the issuer of Authority is not at hand") { world, verifier in
            verifier.anchors = []
            return try world.blob.text()
        },
        Vector("an anchor that is no certificate", "is not at hand") { world, verifier in
            verifier.anchors = [TrustAnchor(name: "junk", certificate: [1, 2, 3])]
            return try world.blob.text()
        },
        Vector("the intermediate is missing", "the issuer of Signer is not at hand") { world, _ in
            try SignedBLOB(signer: world.signer).text()
        },
        Vector("another root", "the path ends at Elsewhere, which is no trust anchor") { _, _ in
            let root = try TestAuthority.issue("Elsewhere", .authority(pathLength: nil))
            let signer = try TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]), by: root)
            return try SignedBLOB(signer: signer, through: [root]).text()
        },
        Vector("a root of the same name", "the signature of Authority is not Root's") {
            world,
            verifier in
            verifier.anchors = [try TestAuthority.issue("Root", .authority(pathLength: nil)).anchor]
            return try world.blob.text()
        },
        Vector("an intermediate of the same name", "the signature of Signer is not Authority's") {
            world,
            _ in
            let impostor = try TestAuthority.issue("Authority", .authority(pathLength: 0), by: world.root)
            return try SignedBLOB(signer: world.signer, through: [impostor]).text()
        },
        Vector("a signer that signed itself", "the path ends at Signer, which is no") { _, _ in
            try SignedBLOB(signer: TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]))).text()
        },
        Vector("another signer in the intermediate's place", "the issuer of Signer is not at hand") {
            world,
            _ in
            let other = try TestAuthority.issue("Other", .signer(names: [TestAuthority.host]), by: world.authority)
            return try SignedBLOB(signer: world.signer, through: [other]).text()
        },
        .signer("signer expired", "Signer expired at") {
            $0.notAfter = TestAuthority.now.addingTimeInterval(-1)
        },
        .signer("signer of the future", "Signer is not valid before") {
            $0.notBefore = TestAuthority.now.addingTimeInterval(1)
        },
        .signer("validity upside down", "expired at") {
            swap(&$0.notBefore, &$0.notAfter)
        },
        .authority("intermediate expired", "Authority expired at") {
            $0.notAfter = TestAuthority.now.addingTimeInterval(-1)
        },
        .authority("intermediate of the future", "Authority is not valid before") {
            $0.notBefore = TestAuthority.now.addingTimeInterval(1)
        },
        Vector("root expired", "Root expired at") { world, verifier in
            let root = try TestAuthority.issue("Root", .authority(pathLength: nil), key: world.root.key) {
                $0.notAfter = TestAuthority.now.addingTimeInterval(-1)
            }
            verifier.anchors = [root.anchor]
            return try world.blob.text()
        },
        .authority("intermediate is no authority", "is no certification authority", .signer(names: nil)) {
            $0.usage = KeyUsage(keyCertSign: true)
        },
        .authority("intermediate says nothing of it", "is no certification authority", .undeclared) {
            $0.usage = KeyUsage(keyCertSign: true)
        },
        .authority("intermediate may not sign certificates", "may not be used for signing certificates") {
            $0.usage = KeyUsage(digitalSignature: true, cRLSign: true)
        },
        Vector("path too long", "Authority allows 0 authorities below it") { world, _ in
            let below = try TestAuthority.issue("Below", .authority(pathLength: nil), by: world.authority)
            let signer = try TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]), by: below)
            return try SignedBLOB(signer: signer, through: [below, world.authority]).text()
        },
        .signer("signer may not sign", "the key of Signer may not be used for signatures") {
            $0.usage = KeyUsage(keyEncipherment: true)
        },
        .signer("signer with an unknown critical extension", "critical extension 1.2.3.4") {
            $0.extra = [Certificate.Extension(oid: [1, 2, 3, 4], critical: true, value: [0x05, 0x00])]
        },
        .authority("intermediate with an unknown critical extension", "critical extension 1.2.3.4") {
            $0.extra = [Certificate.Extension(oid: [1, 2, 3, 4], critical: true, value: [0x05, 0x00])]
        },
        .authority("host outside the intermediate's names", "permitted subtree") {
            $0.constrainedTo = ["example.test"]
        },
        named("another host", ["example.test"], "the signer is example.test and not mds.fidoalliance.org"),
        named("a host below", ["x.mds.fidoalliance.org"], "and not mds.fidoalliance.org"),
        named("a host beside", ["mds.fidoalliance.org.example.test"], "and not mds.fidoalliance.org"),
        named("a wildcard", ["*.fidoalliance.org"], "and not mds.fidoalliance.org"),
        named("no host", [], "the signer is nameless"),
        Vector("the common name does not count beside other names", "the signer is example.test and not") { world, _ in
            let signer = try TestAuthority.issue(
                TestAuthority.host,
                .signer(names: ["example.test"]),
                by: world.authority
            )
            return try world.blob(by: signer).text()
        },
        Vector("another common name", "the signer is Signer and not mds.fidoalliance.org") { world, _ in
            try world.blob(by: TestAuthority.issue("Signer", .signer(names: nil), by: world.authority)).text()
        },
        Vector("revoked signer", "Signer was revoked at") { world, verifier in
            verifier.revocationLists = [
                try revocation(of: world.signer, by: world.authority)
            ]
            return try world.blob.text()
        },
        Vector("revoked intermediate", "Authority was revoked at") { world, verifier in
            verifier.revocationLists = [try revocation(of: world.authority, by: world.root)]
            return try world.blob.text()
        },
        Vector("revoked by a list that expired", "Signer was revoked at") { world, verifier in
            verifier.revocationLists = [
                try revocation(of: world.signer, by: world.authority, nextUpdate: TestAuthority.now - 1)
            ]
            return try world.blob.text()
        },
    ]

    /// Roots that certified each other are of no use where the one certificate that would lead on is not.
    private static let crossings: [Vector] = [
        crossed("cross certificate expired, sent last", "New Root expired at", expired: true) {
            ($0.old, [$0.authority, $0.newByOld])
        },
        crossed("cross certificate expired, sent first", "New Root expired at", expired: true) {
            ($0.old, [$0.newByOld, $0.authority])
        },
        crossed("cross certificate for the other direction", "the path ends at New Root, which is no trust anchor") {
            ($0.old, [$0.authority, $0.oldByNew, $0.new])
        },
        crossed("cross certificate missing", "the issuer of Authority is not at hand: New Root") {
            ($0.old, [$0.authority])
        },
        crossed("roots that certified each other, neither trusted", "is not at hand") {
            (
                try TestAuthority.issue("Third Root", .authority(pathLength: nil)),
                [$0.authority, $0.newByOld, $0.oldByNew]
            )
        },
    ]

    private static func crossed(
        _ name: String,
        _ reason: String,
        expired: Bool = false,
        _ choose: @escaping @Sendable (CrossSigned) throws -> (anchor: TestIdentity, through: [TestIdentity])
    ) -> Vector {
        Vector(name, reason) { _, verifier in
            let cross = try CrossSigned(crossExpired: expired)
            let chosen = try choose(cross)
            verifier.anchors = [chosen.anchor.anchor]
            return try SignedBLOB(signer: cross.signer, through: chosen.through).text()
        }
    }

    private static func named(_ name: String, _ hosts: [String], _ reason: String) -> Vector {
        Vector(name, reason) { world, _ in
            try world.blob(by: TestAuthority.issue("Signer", .signer(names: hosts), by: world.authority)).text()
        }
    }

    static func revocation(
        of identity: TestIdentity,
        by issuer: TestIdentity,
        at date: Date = TestAuthority.now - 7200,
        nextUpdate: Date? = TestAuthority.now + 86400
    ) throws -> RevocationList {
        try RevocationList(
            der: TestAuthority.revocationList(
                by: issuer,
                revoked: [(identity.certificate.serialNumber, date)],
                nextUpdate: nextUpdate
            )
        )
    }

    private static let signatures: [Vector] = [
        .parts("payload of another BLOB", "the signature is not the signer's") {
            $0[1] = Base64.encode(SyntheticEntry.payload([]), .url)
        },
        .parts("no signature", "the signature is not the signer's") { $0[2] = "" },
        .parts("half a signature", "the signature is not the signer's") { $0[2] = String($0[2].prefix(40)) },
        .parts("a changed signature", "the signature is not the signer's") {
            $0[2] = ($0[2].hasPrefix("A") ? "B" : "A") + $0[2].dropFirst()
        },
        .parts("a signature of zeros", "the signature is not the signer's") {
            $0[2] = Base64.encode([UInt8](repeating: 0, count: 64), .url)
        },
        Vector("the signature of another key", "the signature is not the signer's") { world, _ in
            var blob = world.blob
            blob.key = .p256()
            return try blob.text()
        },
        Vector("a signature in DER", "the signature is not the signer's") { world, _ in
            var parts = try world.blob.parts()
            guard case .p256(let key) = world.signer.key else { return [] }
            let signature = try key.signature(for: Array("\(parts[0]).\(parts[1])".utf8))
            parts[2] = Base64.encode(Array(signature.derRepresentation), .url)
            return Array(parts.joined(separator: ".").utf8)
        },
        Vector("a certificate put in front after signing", "the signature is not the signer's") { world, _ in
            let other = try world.signer { _ in }
            var parts = try world.blob.parts()
            parts[0] = try world.blob(by: other).parts()[0]
            return Array(parts.joined(separator: ".").utf8)
        },
        Vector("RS256 over a key on a curve", "is not one for RS256") { world, _ in
            var blob = world.blob
            blob.header = ["alg": #""RS256""#]
            return try blob.text()
        },
        Vector("ES256 over an RSA key", "is not one for ES256") { world, _ in
            let key = TestIdentity.Key.rsa(try TestWorld.rsaKey.get())
            let signer = try TestAuthority.issue(
                "Signer",
                .signer(names: [TestAuthority.host]),
                by: world.authority,
                key: key
            )
            var blob = world.blob(by: signer)
            blob.header = ["alg": #""ES256""#]
            return try blob.text()
        },
        Vector("ES256 over a key on a larger curve", "is not one for ES256") { world, _ in
            let key = P384.Signing.PrivateKey()
            let certificate = try Certificate(
                version: .v3,
                serialNumber: Certificate.SerialNumber(),
                publicKey: Certificate.PublicKey(key.publicKey),
                notValidBefore: TestAuthority.now - 1,
                notValidAfter: TestAuthority.now + 1,
                issuer: world.authority.certificate.subject,
                subject: TestAuthority.name(TestAuthority.host),
                extensions: Certificate.Extensions(),
                issuerPrivateKey: world.authority.key.privateKey
            )
            let signer = TestIdentity(certificate: certificate, key: world.signer.key)
            return try world.blob(by: signer).text()
        },
        Vector("HMAC with the public key", "the algorithm HS256 is not accepted") { world, _ in
            var blob = world.blob
            blob.header = ["alg": #""HS256""#]
            var parts = try blob.parts()
            guard case .p256(let key) = world.signer.key else { return [] }
            let secret = SymmetricKey(data: key.publicKey.derRepresentation)
            let code = HMAC<SHA256>.authenticationCode(for: Array("\(parts[0]).\(parts[1])".utf8), using: secret)
            parts[2] = Base64.encode(Array(code), .url)
            return Array(parts.joined(separator: ".").utf8)
        },
    ]

    private static let payloads: [Vector] = [
        .payload("empty payload", "signed, but the payload is not JSON", []),
        .payload("payload cut short", "signed, but the payload is not JSON", SyntheticEntry.payload([]).dropLast()),
        .payload("payload is no UTF-8", "invalid UTF-8", [0x7B, 0x22, 0xC0, 0x80, 0x22, 0x3A, 0x31, 0x7D]),
        .payload("payload nested deeply", "nested deeper than 64", [UInt8](repeating: 0x5B, count: 100_000)),
        .payload("payload is a list", "the payload is not a JSON object", Array("[]".utf8)),
        .payload("no number", "has no number", Array(#"{"entries":[]}"#.utf8)),
        .payload("negative number", "has no number", SyntheticEntry.payload([], no: "-7")),
        .payload("number beyond 64 bits", "has no number", SyntheticEntry.payload([], no: "99999999999999999999")),
        .payload("number in a string", "has no number", SyntheticEntry.payload([], no: #""7""#)),
        .payload("no entries", "has no list of entries", Array(#"{"no":7}"#.utf8)),
        .payload("something behind the payload", "text follows the value", SyntheticEntry.payload([]) + [0x7B]),
        .payload("rollback by one", "number 4 is older than number 5", SyntheticEntry.payload([], no: "4")),
        .payload("rollback to nothing", "number 0 is older than number 5", SyntheticEntry.payload([], no: "0")),
    ]
}

extension RejectedBLOBTests.Vector {
    static func payload(_ name: String, _ reason: String, _ bytes: ArraySlice<UInt8>) -> Self {
        payload(name, reason, Array(bytes))
    }
}
