import CBORTree
import CTAPMessages
import FIDOMetadata
import FoundationEssentials
import SeededKeys
import TestVendor

/// A packed attestation by the test vendor, and metadata that names the vendor's root.
public struct AttestationSubject: Sendable {
    private let object: AttestationObject
    private let verifier: AttestationVerifier
    private static let clientDataHash = [UInt8](repeating: 0xC1, count: 32)
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)

    /// - Throws: What swift-certificates says about a certificate that it cannot make.
    public init() throws {
        let model = Self.model()
        let entry = TestMetadata.Entry(model, description: "Benchmark", history: [("FIDO_CERTIFIED_L2", "2024-01-01")])
        let text = try TestMetadata().blob(of: [entry])
        let payload = try Base64.decode(text.split(separator: UInt8(ascii: "."))[1], .url)
        verifier = AttestationVerifier(metadata: try MetadataBLOB(parsing: payload))

        let identity = try TestVendor.known(.touchstone).attestation(of: "Benchmark", aaguid: model)
        let data = Self.authenticatorData(of: model)
        object = try AttestationObject(
            format: .packed,
            statement: [
                "alg": -7, "sig": .bytes(identity.key.signature(for: data + Self.clientDataHash)),
                "x5c": .list(identity.chain.map { .bytes($0) }),
            ],
            authenticatorData: data
        )
    }

    /// Statement, certificate profile and path; whether the key is attested.
    public func verify() async -> Bool {
        await verifier.verify(object, clientDataHash: Self.clientDataHash, at: Self.now).isAttested
    }

    private static func model() -> AAGUID {
        guard let model = AAGUID(bytes: Array("benchmark key 01".utf8)) else {
            preconditionFailure("an AAGUID of sixteen bytes is none")
        }
        return model
    }

    private static func authenticatorData(of model: AAGUID) -> [UInt8] {
        var generator = SeededGenerator(seed: Array("benchmark".utf8), label: "credential")
        let key = generator.signingKey()
        let publicKey: CBORItem = [1: 2, 3: -7, -1: 1, -2: .bytes(key.x), -3: .bytes(key.y)]
        return [UInt8](repeating: 0xA1, count: 32) + [0x41, 0, 0, 0, 1] + model.bytes + [0, 4, 1, 2, 3, 4]
            + publicKey.encoded()
    }
}
