import CBORTree
import CTAPMessages
import X509

extension StatementInput {
    /// Packed attestation (WebAuthn L3, 8.2).
    func readPacked() -> StatementReading {
        var reading = StatementReading()
        let statement = object.statement
        guard statement["x5c"] != nil else {
            readSelfAttestation(&reading)
            return reading
        }
        reading.kind = .basic
        reading.readCertificates(statement, .packed)
        reading.requireSignature(statement, over: signedBytes, .packed)
        if let leaf = reading.certificates.first {
            leaf.checkPackedProfile(&reading)
            leaf.checkAAGUIDExtension(is: data.aaguid, &reading)
        }
        return reading
    }

    /// The credential key signs for itself: it shows that somebody has the key, and nothing of the device.
    private func readSelfAttestation(_ reading: inout StatementReading) {
        reading.kind = .selfAttestation
        if object.statement["ecdaaKeyId"] != nil {
            reading.fail(.syntax(.packed), "ECDAA was withdrawn from the specification")
        } else if let algorithm = reading.readAlgorithm(object.statement, .packed) {
            let own = data.publicKey.algorithm?.description ?? "nothing"
            reading.require(
                algorithm == data.publicKey.algorithm,
                .algorithm(.packed),
                "signed with \(algorithm), but the credential key is for \(own)"
            )
            if let key = data.publicKey.publicKey {
                reading.requireSignature(object.statement, over: signedBytes, by: key, algorithm, .packed)
            } else {
                reading.algorithm = algorithm
                reading.fail(.credentialKey(.packed), "the credential key cannot be used")
            }
        }
        reading.fail(.selfAttestation, "the authenticator vouches for itself, and nobody for it")
    }
}
