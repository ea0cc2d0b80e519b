extension MetadataBLOB {
    /// Trust anchors that a strict parser refuses, so that no attestation can lead to them.
    ///
    /// Parsing every anchor takes longer than reading the BLOB, so only who asks pays for it.
    package func unreadableAnchors() -> [MetadataFinding] {
        entries.flatMap { entry in
            entry.statement.trustAnchors.compactMap { der -> MetadataFinding? in
                do throws(CertificateFault) {
                    _ = try CertificateFault.parse(der)
                    return nil
                } catch {
                    return MetadataFinding(
                        .invalidCertificate,
                        "$.entries[\(entry.index)].metadataStatement.attestationRootCertificates",
                        "a trust anchor of \(entry.name) cannot be read: \(error)"
                    )
                }
            }
        }
    }
}
