import SeededKeys
import CBORTree
import CTAPMessages
import Octets
import PINProtocols

/// What getAssertion's extensions ask for (CTAP 2.1, 12).
struct AssertionExtensions {
    /// One salt of 32 bytes or two, and the secret under which the answer goes back.
    var salts: (secret: SharedSecret, bytes: Secret)?
    var wantsBlob = false
    var wantsLargeBlobKey = false
}

extension Transaction {
    func assertionExtensions(_ extensions: Parameters?, wantsTouch: Bool) throws(Refusal) -> AssertionExtensions {
        var result = AssertionExtensions()
        guard let extensions else { return result }
        if model.hasExtension("credBlob") { result.wantsBlob = try extensions.flag("credBlob") ?? false }
        if model.hasExtension("largeBlobKey"), let isWanted = try extensions.flag("largeBlobKey") {
            guard isWanted else { throw Refusal(.invalidOption) }
            result.wantsLargeBlobKey = true
        }
        if model.hasExtension("hmac-secret"), let request = try extensions.parameters("hmac-secret") {
            // Nobody's secret without somebody there (CTAP 2.1, 12.5).
            guard wantsTouch else { throw Refusal(.unsupportedOption) }
            result.salts = try salts(request)
        }
        return result
    }

    private func salts(_ request: Parameters) throws(Refusal) -> (secret: SharedSecret, bytes: Secret) {
        let platformKey = try required(request.item(0x01))
        let encrypted = try required(request.bytes(0x02))
        let proof = try required(request.bytes(0x03))
        // Protocol one is meant where none is named, as by platforms of CTAP 2.0.
        let pinProtocol = request.has(0x04) ? try pinProtocol(in: request, 0x04) : .one
        let secret = try sharedSecret(platformKey, by: pinProtocol)
        guard secret.verify(proof, of: encrypted) else { throw Refusal(.pinAuthInvalid) }
        guard let salts = try? secret.decrypt(encrypted), [32, 64].contains(salts.count) else {
            throw Refusal(.invalidParameter)
        }
        return (secret, salts)
    }

    mutating func outputs(
        of request: AssertionExtensions,
        by credential: StoredCredential,
        isVerified: Bool
    ) throws(Refusal) -> [(CBORItem, CBORItem)] {
        var outputs: [(CBORItem, CBORItem)] = []
        if request.wantsBlob {
            outputs.append(("credBlob", .bytes(faults.isLax(.blobLost) ? [] : credential.account?.blob ?? [])))
        }
        if let (secret, salts) = request.salts {
            let output = salts.withBytes { bytes in
                stride(from: 0, to: bytes.count, by: 32)
                    .flatMap { start in
                        let salt = faults.isLax(.oneSecret) ? [0] : Array(bytes[start..<start + 32])
                        return credential.hmacSecret(
                            of: salt,
                            isVerified: isVerified || faults.isLax(.oneSecretForBoth)
                        )
                    }
            }
            let vector = memory.generator.bytes(16)
            guard let answer = try? secret.encrypt(Secret(output), initializationVector: vector) else {
                throw Refusal(.other)
            }
            outputs.append(("hmac-secret", .bytes(answer)))
        }
        return outputs
    }
}
