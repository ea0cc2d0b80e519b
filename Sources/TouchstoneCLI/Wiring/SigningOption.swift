import ArgumentParser
import Evidence
import Foundation
import Octets

/// The key that signs a bundle.
struct SigningOption: ParsableArguments {
    /// Holds the key itself, for machines that get their secrets that way.
    static let variable = "TOUCHSTONE_SIGNING_KEY"

    @Option(
        help: ArgumentHelp(
            "The private key file that signs the bundle; or the key itself in TOUCHSTONE_SIGNING_KEY.",
            valueName: "file"
        )
    )
    var key: String?

    /// The key, or nil when there is none.
    ///
    /// - Throws: `EvidenceError` for what is no key, and for a file that others may read.
    func resolve() throws -> SigningKey? {
        guard let path = key else {
            guard let text = ProcessInfo.processInfo.environment[Self.variable] else { return nil }
            guard let key = SigningKey(pem: Secret(Array(text.utf8))) else { throw Self.noKey(Self.variable) }
            return key
        }
        let bytes = Secret(try InputFile.bytes(path, called: "key", limit: 64 << 10))
        guard !Self.isPublic(bytes) else {
            throw EvidenceError(
                .badKey,
                path: path,
                "this is a public key, and a bundle is signed with the private one",
                remedy: "name the .key file that was made with it; the public key is for `evidence verify --trust`"
            )
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 == 0 else {
            throw EvidenceError(
                .exposedKey,
                path: path,
                "others than its owner may read this private key",
                remedy: "chmod 600 \(path); if it has been so for long, make a new one"
            )
        }
        guard let key = SigningKey(pem: bytes) else { throw Self.noKey(path) }
        return key
    }

    /// Whether the file is what verifiers get: a list of keys, or a public key in PEM.
    private static func isPublic(_ file: Secret) -> Bool {
        file.withBytes { bytes in (try? TrustedKeys(reading: bytes, file: "")) != nil }
    }

    private static func noKey(_ path: String) -> EvidenceError {
        EvidenceError(
            .badKey,
            path: path,
            "this is no Ed25519 private key in PEM (PKCS #8, not encrypted)",
            remedy: "`touchstone evidence keygen` makes one"
        )
    }
}
