import CBORTree
import CTAPMessages
import X509

/// What the procedure of one statement format found.
struct StatementReading {
    var kind = AttestationReport.Kind.unknown
    /// The attestation certificate first; empty where the format has none.
    var certificates: [Certificate] = []
    var algorithm: COSEAlgorithm?
    private(set) var failures: [AttestationFailure] = []
    var remarks: [String] = []

    mutating func fail(_ rule: AttestationRule, _ reason: String) {
        failures.append(AttestationFailure(rule: rule, reason: reason))
    }

    /// Notes a failure unless something holds.
    mutating func require(_ holds: Bool, _ rule: AttestationRule, _ reason: @autoclosure () -> String) {
        if !holds { fail(rule, reason()) }
    }

    /// Reads `x5c`; a certificate that cannot be read is a failure, and the ones before it stay.
    mutating func readCertificates(_ statement: CBORItem, _ format: AttestationFormat) {
        guard let elements = statement["x5c"]?.elements, !elements.isEmpty else {
            fail(.syntax(format), "the statement has no certificates (x5c)")
            return
        }
        guard elements.count <= JSONWebSignature.maximumCertificates else {
            let limit = JSONWebSignature.maximumCertificates
            fail(.syntax(format), "\(elements.count) certificates, and at most \(limit) are accepted")
            return
        }
        for (index, element) in elements.enumerated() {
            guard let bytes = element.bytes else {
                fail(.syntax(format), "certificate \(index) is not a byte string")
                return
            }
            do throws(CertificateFault) {
                certificates.append(try CertificateFault.parse(bytes))
            } catch {
                fail(.certificates(format), "certificate \(index) cannot be read: \(error)")
                return
            }
        }
    }

    /// Checks the signature of the first certificate's key.
    mutating func requireSignature(
        _ statement: CBORItem,
        over message: [UInt8],
        _ format: AttestationFormat,
        with given: COSEAlgorithm? = nil
    ) {
        guard let key = certificates.first?.publicKey else { return }
        guard let algorithm = given ?? readAlgorithm(statement, format) else { return }
        requireSignature(statement, over: message, by: key, algorithm, format)
    }

    mutating func requireSignature(
        _ statement: CBORItem,
        over message: [UInt8],
        by key: Certificate.PublicKey,
        _ algorithm: COSEAlgorithm,
        _ format: AttestationFormat
    ) {
        self.algorithm = algorithm
        guard let signature = statement["sig"]?.bytes else {
            fail(.syntax(format), "the statement has no signature (sig)")
            return
        }
        guard let signatureAlgorithm = algorithm.signatureAlgorithm else {
            fail(.algorithm(format), "\(algorithm) is not understood")
            return
        }
        if algorithm.isWeak { remarks.append("\(algorithm) signs with SHA-1, which is weak") }
        let signer = certificates.first?.label ?? "the credential key"
        require(
            key.isValidSignature(signature, for: message, signatureAlgorithm: signatureAlgorithm),
            .signature(format),
            "the signature is not that of \(signer)"
        )
    }

    mutating func readAlgorithm(_ statement: CBORItem, _ format: AttestationFormat) -> COSEAlgorithm? {
        guard let number = statement["alg"]?.integer else {
            fail(.syntax(format), "the statement has no algorithm (alg)")
            return nil
        }
        return COSEAlgorithm(rawValue: number)
    }
}
