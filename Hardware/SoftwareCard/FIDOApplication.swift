import CBORTree

/// A FIDO applet of which only what reads is there: getInfo, the tries at its PIN, and the version of U2F.
///
/// It makes no credential; the software authenticator does, on its own bus.
struct FIDOApplication: CardApplication {
    let identifier: [UInt8] = [0xA0, 0x00, 0x00, 0x06, 0x47, 0x2F, 0x00, 0x01]

    /// The version that an applet with U2F names, as clients expect that know nothing newer (CTAP 2.1, 11.3.3).
    var selectionAnswer: [UInt8] { Self.version }

    private static let version = Array("U2F_V2".utf8)

    func execute(_ command: CommandFields, isProprietary: Bool, secrets: inout CardSecrets) -> CardReply {
        switch (command.ins, isProprietary) {
        case (0x10, true): CardReply(Self.answer(command.data))
        case (0x03, false): command.data.isEmpty ? CardReply(Self.version) : .wrongLength
        default: .wrongInstruction
        }
    }

    /// The answer to a CTAP2 request, its status byte in front (CTAP 2.1, 8.2).
    private static func answer(_ request: [UInt8]) -> [UInt8] {
        switch request {
        case [0x04]: [0x00] + information.encoded()
        // authenticatorClientPIN, getPINRetries by protocol one (6.5.5.2).
        case [0x06, 0xA2, 0x01, 0x01, 0x02, 0x01]: [0x00, 0xA1, 0x03, 0x08]
        case []: [0x03]
        default: [0x01]
        }
    }

    /// More than 256 bytes, so that short commands get it in parts.
    private static let information: CBORItem = [
        0x01: ["U2F_V2", "FIDO_2_0", "FIDO_2_1"],
        0x02: ["credBlob", "credProtect", "hmac-secret", "largeBlobKey", "minPinLength"],
        0x03: .bytes("touchstone-nfc-1".utf8),
        0x04: [
            "rk": true, "up": true, "plat": false, "alwaysUv": false, "credMgmt": true, "authnrCfg": true,
            "clientPin": true, "largeBlobs": true, "pinUvAuthToken": true, "setMinPINLength": true,
            "makeCredUvNotRqd": true,
        ],
        0x05: 1200,
        0x06: [2, 1],
        0x09: ["nfc"],
        0x0A: [["alg": -7, "type": "public-key"], ["alg": -8, "type": "public-key"]],
    ]
}
