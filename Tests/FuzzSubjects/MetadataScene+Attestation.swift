import CBORTree
import CTAPMessages
import FIDOMetadata
import SeededKeys
import SwiftASN1
import TestVendor
import X509

extension MetadataScene {
    /// What is signed over: 32 bytes that stand for the digest of client data.
    private static let clientDataHash = [UInt8](repeating: 0xC1, count: 32)

    /// Attestation objects in every format, judged by metadata that knows the model.
    func attestation() throws -> FuzzSubject {
        let verifier = AttestationVerifier(metadata: metadata)
        return FuzzSubject("attestation", seeds: try attestationSeeds()) { bytes in
            _ = try? SavedRegistration(parsing: bytes)
            guard let object = try? AttestationObject(parsing: bytes) else { return }
            Self.judge(object, by: verifier)
        }
    }

    /// A certificate in a file, or a list of those that were revoked.
    var certificate: FuzzSubject {
        FuzzSubject("certificate", seeds: [service.anchor, TestVendor.known(.touchstone).root.der] + revocationSeeds) {
            _ = try? TrustAnchor(file: $0)
            _ = try? RevocationList(der: $0)
        }
    }

    /// Extensions in a certificate that is well formed otherwise, in the place of an attestation key's.
    ///
    /// An input is a byte for the format, and then for each extension a byte that names it, one whose lowest bit makes it
    /// critical, one with the length of the value, and the value.
    func extensions() throws -> FuzzSubject {
        let verifier = AttestationVerifier(metadata: metadata)
        let maker = try ExtensionMaker()
        let credential = credential
        return FuzzSubject("extensions", maximumLength: 600, seeds: ExtensionMaker.seeds) { bytes in
            guard let format = bytes.first, let der = maker.certificate(Array(bytes.dropFirst())) else { return }
            _ = try? TrustAnchor(file: der)
            let formats = ["packed", "fido-u2f", "tpm", "android-key", "apple"]
            let statement: CBORItem = [
                "ver": "2.0", "alg": -7, "sig": .bytes([UInt8](repeating: 1, count: 70)), "x5c": [.bytes(der)],
                "certInfo": .bytes(Self.certification), "pubArea": .bytes(Self.publicArea),
            ]
            guard
                let object = try? AttestationObject(
                    format: AttestationFormat(rawValue: formats[Int(format) % formats.count]),
                    statement: statement,
                    authenticatorData: credential
                )
            else { return }
            Self.judge(object, by: verifier)
        }
    }

    private static func judge(_ object: AttestationObject, by verifier: AttestationVerifier) {
        waiting {
            let report = await verifier.verify(object, clientDataHash: clientDataHash, at: now)
            _ = report.failures.map(\.description)
            precondition(!report.isAttested || report.failures.isEmpty, "attested, and a rule failed")
        }
    }

    /// Authenticator data with a credential of the first model in the metadata.
    private var credential: [UInt8] {
        var generator = SeededGenerator(seed: Array("fuzz".utf8), label: "credential")
        let key = generator.signingKey()
        let aaguid = metadata.entries.first?.aaguid ?? .zero
        return [UInt8](repeating: 0xA1, count: 32) + [0x41, 0, 0, 0, 1] + aaguid.bytes + [0, 4, 1, 2, 3, 4]
            + ([1: 2, 3: -7, -1: 1, -2: .bytes(key.x), -3: .bytes(key.y)] as CBORItem).encoded()
    }

    private func attestationSeeds() throws -> [[UInt8]] {
        let identity = try TestVendor.known(.touchstone)
            .attestation(of: "Fuzz", aaguid: metadata.entries.first?.aaguid)
        let signature = CBORItem.bytes(identity.key.signature(for: credential + Self.clientDataHash))
        let chain = CBORItem.list(identity.chain.map { .bytes($0) })
        let statements: [(String, CBORItem)] = [
            ("packed", ["alg": -7, "sig": signature, "x5c": chain]), ("packed", ["alg": -7, "sig": signature]),
            ("fido-u2f", ["sig": signature, "x5c": chain]),
            ("android-key", ["alg": -7, "sig": signature, "x5c": chain]),
            ("apple", ["x5c": chain]), ("none", [:]),
            (
                "tpm",
                [
                    "ver": "2.0", "alg": -7, "sig": signature, "x5c": chain, "certInfo": .bytes(Self.certification),
                    "pubArea": .bytes(Self.publicArea),
                ]
            ),
        ]
        return statements.map { format, statement in
            (["fmt": .text(format), "attStmt": statement, "authData": .bytes(credential)] as CBORItem).encoded()
        }
    }

    /// TPMS_ATTEST of a certified key (TPM 2.0 Structures, 10.12.8).
    private static let certification: [UInt8] =
        [0xFF, 0x54, 0x43, 0x47, 0x80, 0x17, 0, 0, 0, 32] + [UInt8](repeating: 2, count: 32)
        + [UInt8](repeating: 0, count: 17) + [UInt8](repeating: 0, count: 8) + [0, 34, 0, 0x0B]
        + [UInt8](repeating: 3, count: 32) + [0, 0]

    /// TPMT_PUBLIC of an ECC key (TPM 2.0 Structures, 12.2.4).
    private static let publicArea: [UInt8] =
        [0, 0x23, 0, 0x0B, 0, 0, 0, 0, 0, 0, 0, 0x10, 0, 0x10, 0, 3, 0, 0x10, 0, 32]
        + [UInt8](repeating: 4, count: 32) + [0, 32] + [UInt8](repeating: 5, count: 32)

    /// A list with one entry, whose signature nobody checks here.
    private var revocationSeeds: [[UInt8]] {
        let issuer: [UInt8] = [0x30, 0x0C, 0x31, 0x0A, 0x30, 0x08, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0C, 0x01, 0x41]
        let algorithm: [UInt8] = [0x30, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]
        let time: [UInt8] = [0x17, 0x0D] + Array("260101000000Z".utf8)
        let entry: [UInt8] = [0x30, 0x12, 0x02, 0x01, 0x05] + time
        let body = [0x02, 0x01, 0x01] + algorithm + issuer + time + time + [0x30, UInt8(entry.count)] + entry
        let list = [0x30, UInt8(body.count)] + body + algorithm + [0x03, 0x03, 0x00, 0x01, 0x02]
        return [[0x30, 0x81, UInt8(list.count)] + list]
    }
}
