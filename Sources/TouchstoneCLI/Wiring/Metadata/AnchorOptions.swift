import ArgumentParser
import FIDOMetadata

/// Who may sign metadata, and which certificates were taken back.
struct AnchorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Trust this certificate (DER or PEM) instead of the service's roots; may be given several times.",
            valueName: "file"
        )
    )
    var anchor: [String] = []

    @Option(
        help: ArgumentHelp(
            "A revocation list (DER) to check the path by; may be given several times.",
            valueName: "file"
        )
    )
    var crl: [String] = []

    /// The anchors that were given, or else those that ship with the program.
    ///
    /// - Throws: `CommandFailure` for a file that is no certificate.
    func anchors() throws -> [TrustAnchor] {
        guard !anchor.isEmpty else { return TrustAnchor.production }
        return try anchor.map { path in
            let bytes = try InputFile.bytes(path, called: "certificate")
            do throws(CertificateFault) {
                return try TrustAnchor(file: bytes)
            } catch {
                throw Self.failure(path, "\(error)", "give one certificate, in DER or PEM")
            }
        }
    }

    /// A verifier by these anchors and lists.
    ///
    /// Whoever names an authority vouches for what it signs; only the service's roots sign for many hosts.
    ///
    /// - Throws: `CommandFailure` for a file that is no certificate or no list.
    func verifier() throws -> BLOBVerifier {
        let anchors = try anchors()
        let areBuiltIn = anchors.allSatisfy { given in
            TrustAnchor.production.contains { $0.fingerprint == given.fingerprint }
        }
        let lists = try crl.map { path in
            let bytes = try InputFile.bytes(path, called: "revocation list")
            do throws(CertificateFault) {
                return try RevocationList(der: bytes)
            } catch {
                throw Self.failure(path, "\(error)", "give a complete revocation list in DER")
            }
        }
        return BLOBVerifier(
            anchors: anchors,
            revocationLists: lists,
            signerName: areBuiltIn ? BLOBVerifier.serviceName : nil
        )
    }

    private static func failure(_ path: String, _ reason: String, _ remedy: String) -> CommandFailure {
        CommandFailure(code: "bad-certificate", message: "\(path): \(reason)", remedy: remedy, status: .badData)
    }
}
