import Crypto
import CryptoExtras
import FIDOMetadata
import Foundation
import X509

/// A signed BLOB in the making; every part of it can be spoiled.
struct SignedBLOB {
    var header: [String: String?] = [:]
    /// Replaces the whole header.
    var rawHeader: [UInt8]?
    var certificates: [[UInt8]]
    var payload: [UInt8] = SyntheticEntry.payload([SyntheticEntry.json()])
    var key: TestIdentity.Key

    init(signer: TestIdentity, through others: [TestIdentity] = []) {
        key = signer.key
        certificates = ([signer] + others).map(\.der)
    }

    private var headerBytes: [UInt8] {
        if let rawHeader { return rawHeader }
        var algorithm = "ES256"
        if case .rsa = key { algorithm = "RS256" }
        let x5c = certificates.map { "\"\(Base64.encode($0, .standard))\"" }.joined(separator: ",")
        var members: [String: String?] = ["alg": "\"\(algorithm)\"", "typ": #""JWT""#, "x5c": "[\(x5c)]"]
        members.merge(header) { $1 }
        let text = members.sorted { $0.key < $1.key }.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }
        return Array("{\(text.joined(separator: ","))}".utf8)
    }

    /// The three parts, signed as they are.
    func parts() throws -> [String] {
        let input = "\(Base64.encode(headerBytes, .url)).\(Base64.encode(payload, .url))"
        let signature: [UInt8]
        switch key {
        case .p256(let key):
            signature = try Array(key.signature(for: Array(input.utf8)).rawRepresentation)
        case .rsa(let key):
            signature = try Array(key.signature(for: Array(input.utf8), padding: .insecurePKCS1v1_5).rawRepresentation)
        }
        return input.split(separator: ".", omittingEmptySubsequences: false).map(String.init) + [
            Base64.encode(signature, .url)
        ]
    }

    func text() throws -> [UInt8] {
        Array(try parts().joined(separator: ".").utf8)
    }
}

/// The certificates that most tests need, made once.
struct TestWorld {
    let root: TestIdentity
    let authority: TestIdentity
    let signer: TestIdentity

    static let shared = Result { try TestWorld() }
    static let rsaKey = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    init() throws {
        root = try TestAuthority.issue("Root", .authority(pathLength: nil))
        authority = try TestAuthority.issue("Authority", .authority(pathLength: 0), by: root)
        signer = try TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]), by: authority)
    }

    var blob: SignedBLOB { SignedBLOB(signer: signer, through: [authority]) }

    /// A BLOB by a signer of one's own making under the usual authority.
    func blob(by signer: TestIdentity) -> SignedBLOB { SignedBLOB(signer: signer, through: [authority]) }

    func signer(_ adjust: (inout TestAuthority.Options) -> Void) throws -> TestIdentity {
        try TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]), by: authority, adjust)
    }

    /// A signer under an authority of one's own making under the root.
    func blob(
        under role: TestAuthority.Role,
        _ adjust: (inout TestAuthority.Options) -> Void = { _ in }
    ) throws -> SignedBLOB {
        let authority = try TestAuthority.issue("Authority", role, by: root, adjust)
        let signer = try TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]), by: authority)
        return SignedBLOB(signer: signer, through: [authority])
    }
}
