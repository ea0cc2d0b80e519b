import FixtureSupport
import Foundation
import Octets
import Testing

@testable import PINProtocols

/// A row of `fixtures/pin-protocols/vectors.json`: one key agreement and what was done with it.
struct PINProtocolVector: Decodable, CustomTestStringConvertible {
    let `protocol`: UInt64
    let platformPrivate, platformX, platformY: String
    let authenticatorPrivate, authenticatorX, authenticatorY: String
    let authenticationKey, encryptionKey, initializationVector: String
    let pin, pinHash, newPinEnc, setPinParam, pinHashEnc: String
    let token, tokenEnc, clientDataHash, pinUvAuthParam: String

    var testDescription: String { "protocol \(`protocol`), PIN of \(pin.utf8.count) bytes" }

    static let all: [Self] = {
        guard let bytes = try? Fixtures.bytes("pin-protocols/vectors.json") else { return [] }
        return (try? JSONDecoder().decode([Self].self, from: Data(bytes))) ?? []
    }()

    var pinProtocol: PINProtocol? { PINProtocol(rawValue: `protocol`) }

    func platform() throws -> KeyAgreement {
        try KeyAgreement(privateKey: Secret(Hex.decode(platformPrivate)))
    }

    func authenticator() throws -> KeyAgreement {
        try KeyAgreement(privateKey: Secret(Hex.decode(authenticatorPrivate)))
    }

    func sharedSecret() throws -> SharedSecret {
        let other = try AgreementKey(x: Hex.decode(authenticatorX), y: Hex.decode(authenticatorY))
        return try platform().sharedSecret(with: other, by: #require(pinProtocol))
    }
}

extension Secret {
    /// For comparing with vectors, whose secrets are nobody's.
    var hex: String { withBytes { Hex.encode($0) } }
}
