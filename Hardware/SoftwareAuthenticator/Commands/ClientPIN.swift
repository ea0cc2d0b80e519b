import CBORTree
import CTAPMessages

extension AuthenticatorModel {
    /// authenticatorClientPIN, as far as it spends no try and needs no key material (CTAP 2.1, 6.5.5).
    func clientPIN(_ parameters: [UInt8]) -> AuthenticatorReply {
        guard option("clientPin") != nil || option("uv") != nil else { return .status(.invalidCommand) }
        let request: CBORItem
        switch Self.readMap(parameters) {
        case .success(let map): request = map
        case .failure(let refusal): return .status(refusal.status)
        }
        guard let subcommand = request[0x02] else { return .status(.missingParameter) }
        switch subcommand.unsignedInteger {
        case 0x01 where option("clientPin") != nil: return pinRetriesAnswer()
        case 0x02: return keyAgreementAnswer(request)
        case 0x07 where option("uv") != nil && speaksCTAP21: return uvRetriesAnswer()
        case nil: return .status(.cborUnexpectedType)
        default: return .status(speaksCTAP21 ? .invalidSubcommand : .invalidParameter)
        }
    }

    /// getPINRetries (CTAP 2.1, 6.5.5.2).
    private func pinRetriesAnswer() -> AuthenticatorReply {
        .status(.success, CBORItem.sortedMap([(0x03, .int(pinRetries))]).encoded())
    }

    /// getUVRetries (CTAP 2.1, 6.5.5.3).
    private func uvRetriesAnswer() -> AuthenticatorReply {
        .status(.success, CBORItem.sortedMap([(0x05, .int(uvRetries))]).encoded())
    }

    /// getKeyAgreement (CTAP 2.1, 6.5.5.4), with the generator of P-256 as public key.
    ///
    /// A point on the curve, so that clients accept it; its private key is 1, and nothing here decrypts with it.
    private func keyAgreementAnswer(_ request: CBORItem) -> AuthenticatorReply {
        guard let pinUvAuthProtocol = request[0x01] else { return .status(.missingParameter) }
        guard let number = pinUvAuthProtocol.unsignedInteger else { return .status(.cborUnexpectedType) }
        guard pinUvAuthProtocols.contains(number) else { return .status(.invalidParameter) }
        let key: CBORItem = [
            1: 2, 3: -25, -1: 1, -2: .bytes(P256Generator.x), -3: .bytes(P256Generator.y),
        ]
        return .status(.success, CBORItem.sortedMap([(0x01, key)]).encoded())
    }

    private struct Refusal: Error {
        let status: CTAPStatus
    }

    /// The parameters of a command: one map in canonical form (CTAP 2.1, 8).
    private static func readMap(_ bytes: [UInt8]) -> Result<CBORItem, Refusal> {
        guard !bytes.isEmpty else { return .failure(Refusal(status: .missingParameter)) }
        guard let item = try? CBORItem(parsing: bytes), item.canonicalFindings().isEmpty else {
            return .failure(Refusal(status: .invalidCBOR))
        }
        guard item.entries != nil else { return .failure(Refusal(status: .cborUnexpectedType)) }
        return .success(item)
    }
}

/// The base point of P-256 (SEC 2, 2.4.2).
private enum P256Generator {
    static let x: [UInt8] = [
        0x6B, 0x17, 0xD1, 0xF2, 0xE1, 0x2C, 0x42, 0x47, 0xF8, 0xBC, 0xE6, 0xE5, 0x63, 0xA4, 0x40, 0xF2,
        0x77, 0x03, 0x7D, 0x81, 0x2D, 0xEB, 0x33, 0xA0, 0xF4, 0xA1, 0x39, 0x45, 0xD8, 0x98, 0xC2, 0x96,
    ]
    static let y: [UInt8] = [
        0x4F, 0xE3, 0x42, 0xE2, 0xFE, 0x1A, 0x7F, 0x9B, 0x8E, 0xE7, 0xEB, 0x4A, 0x7C, 0x0F, 0x9E, 0x16,
        0x2B, 0xCE, 0x33, 0x57, 0x6B, 0x31, 0x5E, 0xCE, 0xCB, 0xB6, 0x40, 0x68, 0x37, 0xBF, 0x51, 0xF5,
    ]
}
