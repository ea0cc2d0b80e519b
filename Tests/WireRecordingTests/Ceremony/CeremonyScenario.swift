import CBORTree
import Crypto
import CTAPMessages
import DeviceTransport
import FIDO2Driver
import Octets
import SoftwareAuthenticator
import Testing

/// What a relying party and its user do with a key, through the real libfido2; each is shipped as a recording.
enum CeremonyScenario: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case pinProtocolOne = "pin-protocol-1"
    case pinProtocolTwo = "pin-protocol-2"
    case wrongPINFirst = "wrong-pin-first"
    case hmacSecret = "hmac-secret"
    case credentialManagement = "credential-management"
    case largeBlobs = "large-blobs"
    case fingerprints
    case configuration

    static let folder = "recordings/ceremonies"
    /// Of the recorded user; a replay gets on with any other.
    static let pin = Secret(Array("CANARY-PIN-246813".utf8))
    private static let rpID = "relying-party.test"
    private static let limit = Duration.seconds(5)

    var testDescription: String { rawValue }
    var fixture: String { "\(Self.folder)/\(rawValue).jsonl" }

    var model: AuthenticatorModel {
        var model = self == .pinProtocolOne ? AuthenticatorModel.level1Key : .level2Key
        model.initialPIN = Self.pin.withBytes { String(decoding: $0, as: UTF8.self) }
        model.touch = .zero
        // libfido2 1.12 manages credentials by the command of the preview alone.
        if self == .credentialManagement { model.addOption("credentialMgmtPreview") }
        // So it does with fingerprints (CTAP 2.1, 6.7).
        if self == .fingerprints { model.addOption("userVerificationMgmtPreview") }
        return model
    }

    /// What the relying party has in the end: what is signed, and whether it holds.
    func run(_ client: LibFIDO2Client, pin: Secret) throws -> [String] {
        defer { client.close() }
        _ = try client.open(within: Self.limit)
        var results = ["tries \(try client.pinRetries(within: Self.limit))"]
        if self == .wrongPINFirst {
            let wrong = Secret(Array("a wrong PIN".utf8))
            results.append("wrong PIN \(try register(client, "refused", pin: wrong).status?.name ?? "taken")")
            results.append("tries \(try client.pinRetries(within: Self.limit))")
        }
        let names = self == .credentialManagement ? ["one", "two"] : ["one"]
        var credential: (id: [UInt8], key: P256.Signing.PublicKey)?
        var largeBlobKey: Secret?
        for name in names {
            let answer = try register(client, name, pin: pin)
            credential = answer.response.flatMap(Self.credential)
            let response = answer.response.flatMap { try? CBORItem(parsing: $0) }
            largeBlobKey = response?[5]?.bytes.map(Secret.init)
            // The largeBlobKey is the player's own in a replay.
            let told = response?[5] == nil ? answer.response ?? [] : response?[2]?.bytes ?? []
            results.append("registered \(name) \(answer.status?.name ?? Hex.encode(told))")
        }
        guard let credential else { return results + ["no credential"] }
        results += try administer(client, key: largeBlobKey, pin: pin)
        if self == .credentialManagement {
            results.append("stored \(try client.relyingParties(pin: pin, within: Self.limit))")
            results.append("of it \(try client.credentialCount(of: Self.rpID, pin: pin, within: Self.limit))")
        }
        return results + [try use(client, credential, pin: pin), "tries \(try client.pinRetries(within: Self.limit))"]
    }

    /// What is done to the key itself.
    private func administer(_ client: LibFIDO2Client, key: Secret?, pin: Secret) throws -> [String] {
        switch self {
        case .largeBlobs:
            guard let key else { return ["no largeBlobKey"] }
            let blob = (0..<1500).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            return [
                "wrote \(try client.setLargeBlob(blob, under: key, pin: pin, within: Self.limit))",
                "read what was written \(try client.largeBlob(under: key, within: Self.limit).value == blob)",
            ]
        case .fingerprints:
            return [
                "samples to go \(try client.beginEnrollment(pin: pin, within: Self.limit))",
                "fingers \(try client.fingerprints(pin: pin, within: Self.limit))",
            ]
        case .configuration:
            return [
                "minimum \(try client.setMinimumPINLength(8, pin: pin, within: Self.limit))",
                "always on \(try client.toggleAlwaysUv(pin: pin, within: Self.limit))",
                "always off \(try client.toggleAlwaysUv(pin: pin, within: Self.limit))",
            ]
        default: return []
        }
    }

    private func register(
        _ client: LibFIDO2Client,
        _ name: String,
        pin: Secret
    ) throws -> (response: [UInt8]?, status: CTAPStatus?) {
        var request = CredentialRequest(
            rpID: Self.rpID,
            user: CredentialRequest.User(id: Array("handle \(name)".utf8), name: name),
            clientDataHash: Array(SHA256.hash(data: Array("register \(name)".utf8)))
        )
        request.isDiscoverable = self == .credentialManagement || self == .largeBlobs
        request.extensions.largeBlobKey = self == .largeBlobs
        request.extensions.hmacSecret = self == .hmacSecret
        switch try client.makeCredential(request, pin: pin, within: Self.limit, onKeepAlive: { _ in }) {
        case .value(let answer): return (answer.response, nil)
        case .refused(let status): return (nil, status)
        }
    }

    private func use(
        _ client: LibFIDO2Client,
        _ credential: (id: [UInt8], key: P256.Signing.PublicKey),
        pin: Secret
    ) throws -> String {
        var request = AssertionRequest(
            rpID: Self.rpID,
            clientDataHash: Array(SHA256.hash(data: Array("use".utf8))),
            allowedCredentials: [credential.id]
        )
        if self == .hmacSecret { request.hmacSalts = Array(repeating: 0x5A, count: 64) }
        switch try client.getAssertion(request, pin: pin, within: Self.limit, onKeepAlive: { _ in }) {
        case .refused(let status): return "use refused \(status.name)"
        case .value(let answer):
            guard let first = answer.assertions.first else { return "no assertion" }
            let signature = try P256.Signing.ECDSASignature(derRepresentation: first.signature)
            let isValid = credential.key.isValidSignature(
                signature,
                for: first.authenticatorData + request.clientDataHash
            )
            return "used \(Hex.encode(first.authenticatorData)), signature \(isValid ? "holds" : "does not hold")"
        }
    }

    /// The credential's id and key out of the authenticator data (WebAuthn L3, 6.5.1).
    private static func credential(_ response: [UInt8]) -> (id: [UInt8], key: P256.Signing.PublicKey)? {
        guard let data = (try? CBORItem(parsing: response))?[2]?.bytes else { return nil }
        var reader = ByteReader(data)
        guard (try? reader.read(53)) != nil, let length = try? reader.readBigEndian(2),
            let id = try? reader.read(Int(length)), let cose = try? CBORItem(reading: &reader),
            let x = cose[-2]?.bytes, let y = cose[-3]?.bytes,
            let key = try? P256.Signing.PublicKey(rawRepresentation: x + y)
        else { return nil }
        return (id, key)
    }
}

extension AuthenticatorModel {
    /// Adds an option to getInfo, switched on.
    mutating func addOption(_ name: String) {
        let options = information?[0x04]?.entries ?? []
        information?[0x04] = .map(CBORMap(options + [.init(.text(name), true)]))
    }
}

extension CTAPAnswer {
    fileprivate var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}
