import SwiftASN1
import X509

extension StatementInput {
    /// Android key attestation (WebAuthn L3, 8.4).
    func readAndroidKey() -> StatementReading {
        var reading = StatementReading()
        reading.kind = .basic
        reading.readCertificates(object.statement, .androidKey)
        reading.requireSignature(object.statement, over: signedBytes, .androidKey)
        guard let leaf = reading.certificates.first else { return reading }
        reading.require(
            data.publicKey.publicKey == leaf.publicKey,
            .credentialKey(.androidKey),
            "the certificate is for another key than the credential's"
        )
        guard let ext = leaf.extensions.first(where: { $0.oid == AndroidKeyDescription.oid }) else {
            reading.fail(.androidKeyDescription, "the certificate does not describe the key")
            return reading
        }
        guard let description = try? AndroidKeyDescription(derEncoded: Array(ext.value)) else {
            reading.fail(.androidKeyDescription, "the description of the key cannot be read")
            return reading
        }
        reading.require(
            description.challenge == clientDataHash,
            .androidChallenge,
            "the key was attested for another registration"
        )
        let lists = [description.software, description.hardware]
        reading.require(
            !lists.contains(where: \.isForAllApplications),
            .androidAuthorization,
            "the key is for every application and not for one"
        )
        let origins = lists.flatMap(\.origins)
        reading.require(
            !origins.isEmpty && origins.allSatisfy { $0 == AndroidKeyDescription.generated },
            .androidAuthorization,
            "the key was not generated where it is kept"
        )
        let purposes = lists.flatMap(\.purposes)
        reading.require(
            purposes.contains(AndroidKeyDescription.sign) && purposes.allSatisfy { $0 == AndroidKeyDescription.sign },
            .androidAuthorization,
            "the key is not for signing alone"
        )
        if description.hardware.origins.isEmpty {
            reading.remarks.append("the key is kept by software, not by a trusted execution environment")
        }
        return reading
    }
}

/// The extension in which Android describes a key (WebAuthn L3, 8.4.1).
struct AndroidKeyDescription: DERParseable {
    static let oid: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 11129, 2, 1, 17]
    /// KM_ORIGIN_GENERATED.
    static let generated = 0
    /// KM_PURPOSE_SIGN.
    static let sign = 2

    /// What a key may be used for, as software or hardware enforces it.
    struct AuthorizationList {
        private(set) var purposes: [Int] = []
        private(set) var origins: [Int] = []
        private(set) var isForAllApplications = false

        fileprivate init(_ node: ASN1Node) throws {
            try DER.sequence(node, identifier: .sequence) { nodes in
                while let node = nodes.next() {
                    guard node.identifier.tagClass == .contextSpecific, case .constructed(let children) = node.content
                    else { continue }
                    switch node.identifier.tagNumber {
                    case 1:
                        for child in children {
                            purposes += try DER.set(of: Int.self, identifier: .set, rootNode: child)
                        }
                    case 600: isForAllApplications = true
                    case 702: for child in children { origins.append(try Int(derEncoded: child)) }
                    default: break
                    }
                }
            }
        }
    }

    let challenge: [UInt8]
    let software: AuthorizationList
    let hardware: AuthorizationList

    init(derEncoded node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { nodes in
            // Version and security level of attestation and of the key store.
            for _ in 0..<4 { _ = nodes.next() }
            let challenge = try ASN1OctetString(derEncoded: &nodes)
            _ = try ASN1OctetString(derEncoded: &nodes)
            guard let software = nodes.next(), let hardware = nodes.next() else {
                throw CertificateFault("the description of the key is cut short")
            }
            while nodes.next() != nil {}
            return try Self(challenge: Array(challenge.bytes), software: software, hardware: hardware)
        }
    }

    private init(challenge: [UInt8], software: ASN1Node, hardware: ASN1Node) throws {
        self.challenge = challenge
        self.software = try AuthorizationList(software)
        self.hardware = try AuthorizationList(hardware)
    }
}
