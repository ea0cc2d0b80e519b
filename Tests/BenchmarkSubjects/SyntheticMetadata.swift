import Crypto
import CryptoExtras
import FIDOMetadata
import FoundationEssentials
import SwiftASN1
import X509

/// A metadata service of the benchmark's own: as many models as wanted, in entries shaped and sized like real ones.
struct SyntheticMetadata {
    let root: [UInt8]
    /// The BLOB as it would be served: RS256, with the signer and an authority in front.
    let text: [UInt8]
    /// AAGUIDs of the models, in order.
    let models: [String]

    /// - Throws: What swift-certificates and swift-crypto say about something that they cannot make.
    init(entries count: Int) throws {
        let rootKey = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let authorityKey = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let signerKey = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let rootName = try DistinguishedName { CommonName("Benchmark Root") }
        let authorityName = try DistinguishedName { CommonName("Benchmark Authority") }
        let signerName = try DistinguishedName { CommonName("mds.fidoalliance.org") }
        let authority = BasicConstraints.isCertificateAuthority(maxPathLength: nil)
        let root = try Self.certificate(rootName, rootKey.publicKey, authority, by: rootName, rootKey)
        let middle = try Self.certificate(authorityName, authorityKey.publicKey, authority, by: rootName, rootKey)
        let signer = try Self.certificate(
            signerName,
            signerKey.publicKey,
            .notCertificateAuthority,
            by: authorityName,
            authorityKey
        )
        self.root = root
        models = (0..<count)
            .map { number in
                let digits = String(number, radix: 16)
                return String(repeating: "0", count: 8 - digits.count) + digits + "-0000-4000-8000-000000000000"
            }

        let chain = [signer, middle].map { "\"\(Base64.encode($0, .standard))\"" }.joined(separator: ",")
        let header = #"{"alg":"RS256","typ":"JWT","x5c":[\#(chain)]}"#
        let anchors = try Self.anchors()
        let entries = models.enumerated().map { Self.entry($1, number: $0, anchor: anchors[$0 % anchors.count]) }
        let payload =
            #"{"legalHeader":"made up for a benchmark","no":7,"nextUpdate":"2060-01-01","entries":["#
            + entries.joined(separator: ",") + "]}"
        let input = Base64.encode(Array(header.utf8), .url) + "." + Base64.encode(Array(payload.utf8), .url)
        let signature = try signerKey.signature(for: Array(input.utf8), padding: .insecurePKCS1v1_5)
        text = Array((input + "." + Base64.encode(Array(signature.rawRepresentation), .url)).utf8)
    }

    /// The roots of a few dozen vendors, each of which serves several models.
    private static func anchors() throws -> [[UInt8]] {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        return try (0..<40)
            .map { number in
                let name = try DistinguishedName {
                    OrganizationName("Vendor \(number)")
                    CommonName("Vendor \(number) FIDO Attestation Root")
                }
                let constraints = BasicConstraints.isCertificateAuthority(maxPathLength: nil)
                return try certificate(name, key.publicKey, constraints, by: name, key)
            }
    }

    private static func certificate(
        _ subject: DistinguishedName,
        _ key: _RSA.Signing.PublicKey,
        _ constraints: BasicConstraints,
        by issuer: DistinguishedName,
        _ issuerKey: _RSA.Signing.PrivateKey
    ) throws -> [UInt8] {
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key),
            notValidBefore: Date(timeIntervalSince1970: 1_700_000_000),
            notValidAfter: Date(timeIntervalSince1970: 2_500_000_000),
            issuer: issuer,
            subject: subject,
            extensions: Certificate.Extensions { Critical(constraints) },
            issuerPrivateKey: Certificate.PrivateKey(issuerKey)
        )
        return Array(try certificate.serializeAsPEM().derBytes)
    }

    private static func entry(_ aaguid: String, number: Int, anchor: [UInt8]) -> String {
        // Deflated pictures look like noise; three to four kilobytes are usual.
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
        let picture = (0..<2600)
            .map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 56)
            }
        let level = number.isMultiple(of: 4) ? "FIDO_CERTIFIED_L2" : "FIDO_CERTIFIED_L1"
        return #"{"aaguid":"\#(aaguid)","metadataStatement":{"legalHeader":"Submission of this statement and retrieval"#
            + #" and use of this statement indicates acceptance of the appropriate agreement","aaguid":"\#(aaguid)","#
            + #""description":"Benchmark Key \#(number) with NFC","authenticatorVersion":328706,"protocolFamily":"fido2","#
            + #""schema":3,"upv":[{"major":1,"minor":0},{"major":1,"minor":1}],"authenticationAlgorithms":"#
            + #"["secp256r1_ecdsa_sha256_raw","ed25519_eddsa_sha512_raw"],"publicKeyAlgAndEncodings":["cose"],"#
            + #""attestationTypes":["basic_full"],"userVerificationDetails":["# + verification
            + #"],"keyProtection":["hardware","secure_element"],"matcherProtection":["on_chip"],"cryptoStrength":128,"#
            + #""attachmentHint":["external","wired","wireless","nfc"],"tcDisplay":[],"attestationRootCertificates":["#
            + #""\#(Base64.encode(anchor, .standard))"],"icon":"data:image/png;base64,\#(Base64.encode(picture, .standard))","#
            + #""authenticatorGetInfo":{"versions":["U2F_V2","FIDO_2_0","FIDO_2_1_PRE","FIDO_2_1"],"extensions":"#
            + #"["credProtect","hmac-secret","largeBlobKey","credBlob","minPinLength"],"aaguid":"\#(hex(aaguid))","#
            + #""options":{"plat":false,"rk":true,"clientPin":true,"up":true,"pinUvAuthToken":true,"alwaysUv":true,"#
            + #""credMgmt":true,"authnrCfg":true,"setMinPINLength":true,"makeCredUvNotRqd":false},"maxMsgSize":1280,"#
            + #""pinUvAuthProtocols":[2,1],"maxCredentialCountInList":8,"maxCredentialIdLength":128,"transports":"#
            + #"["nfc","usb"],"algorithms":[{"type":"public-key","alg":-7},{"type":"public-key","alg":-8}],"#
            + #""maxSerializedLargeBlobArray":4096,"forcePINChange":false,"minPINLength":6,"firmwareVersion":328966,"#
            + #""maxCredBlobLength":32,"maxRPIDsForSetMinPINLength":1}},"statusReports":[{"status":"\#(level)","#
            + #""effectiveDate":"2024-05-14","certificationDescriptor":"Benchmark Key","certificateNumber":"FIDO2000240514"#
            + #"\#(number)","certificationPolicyVersion":"1.4.0","certificationRequirementsVersion":"1.5.0"},"#
            + #"{"status":"FIDO_CERTIFIED","effectiveDate":"2024-05-14"}],"timeOfLastStatusChange":"2024-05-20"}"#
    }

    private static func hex(_ aaguid: String) -> String { aaguid.filter { $0 != "-" } }

    private static let verification = [
        "presence_internal", "passcode_external", "fingerprint_internal",
    ]
    .map {
        #"[{"userVerificationMethod":"\#($0)","caDesc":{"base":64,"minLength":4,"maxRetries":8,"blockSlowdown":0}},"#
            + #"{"userVerificationMethod":"presence_internal"}]"#
    }
    .joined(separator: ",")
}
