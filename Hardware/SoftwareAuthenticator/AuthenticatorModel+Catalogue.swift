import TestVendor
import CBORTree
import CTAPMessages

/// The models that the tests and the virtual bench know.
///
/// Their AAGUIDs spell ASCII words, so that nobody takes one for a product's. The vendor is the one that pid.codes lends.
extension AuthenticatorModel {
    package static let all: [AuthenticatorModel] = [
        level2Key, level1Key, u2fKey, selfAttestedKey, impostorKey, revokedKey, victimKey, enterpriseKey,
    ]

    /// A CTAP 2.1 key with PIN and fingerprint that says of itself to be FIDO certified at level 2.
    package static let level2Key = AuthenticatorModel(
        slug: "level2",
        productID: 0xF1D2,
        bcdDevice: 0x0210,
        product: "Model Two",
        serialNumber: "TS2-000001",
        deviceVersion: [2, 1, 0],
        capabilities: [.wink, .cbor, .noMessage],
        information: [
            0x01: ["FIDO_2_0", "FIDO_2_1"],
            0x02: ["credBlob", "credProtect", "hmac-secret", "largeBlobKey", "minPinLength"],
            0x03: .bytes("touchstone-two-1".utf8),
            0x04: [
                "rk": true, "up": true, "uv": true, "plat": false, "uvToken": true, "alwaysUv": false,
                "credMgmt": true, "authnrCfg": true, "bioEnroll": true, "clientPin": true, "largeBlobs": true,
                "pinUvAuthToken": true, "setMinPINLength": true, "makeCredUvNotRqd": true,
            ],
            0x05: 1200,
            0x06: [2, 1],
            0x07: 8,
            0x08: 128,
            0x09: ["usb"],
            0x0A: [["alg": -7, "type": "public-key"], ["alg": -8, "type": "public-key"]],
            0x0B: 2048,
            0x0C: false,
            0x0D: 4,
            0x0E: 0x0002_0100,
            0x0F: 32,
            0x10: 4,
            0x11: 3,
            0x12: 0x0002,
            0x13: ["FIDO": 3],
            0x14: 96,
        ],
        attestation: .batch(.touchstone, "level2")
    )

    /// A CTAP 2.0 key with a PIN, without the members that 2.1 added.
    package static let level1Key = AuthenticatorModel(
        slug: "level1",
        productID: 0xF1D1,
        bcdDevice: 0x0104,
        product: "Model One",
        serialNumber: "TS1-000001",
        deviceVersion: [1, 0, 4],
        capabilities: [.wink, .cbor],
        information: [
            0x01: ["U2F_V2", "FIDO_2_0"],
            0x02: ["hmac-secret"],
            0x03: .bytes("touchstone-one-1".utf8),
            0x04: ["rk": true, "up": true, "plat": false, "clientPin": false],
            0x05: 1200,
            0x06: [1],
        ],
        attestation: .batch(.touchstone, "level1")
    )

    /// A key from before CTAP2: no CBOR at all.
    package static let u2fKey = AuthenticatorModel(
        slug: "u2f",
        productID: 0xF1D0,
        bcdDevice: 0x0100,
        product: "Model Zero",
        serialNumber: "TS0-000001",
        deviceVersion: [1, 0, 0],
        capabilities: [.wink],
        information: nil,
        attestation: .fidoU2F(.touchstone, "u2f")
    )

    /// Like the level 2 key, but it vouches for itself.
    package static let selfAttestedKey = variant("self-attested", 0xF1D3, "touchstone-self1", .own)

    /// A key of another vendor, which says that it is the victim.
    package static let impostorKey = variant("impostor", 0xF1D4, victimAAGUID, .batch(.impostor, "impostor"))

    /// A key whose certification was revoked.
    package static let revokedKey = variant("revoked", 0xF1D5, "touchstone-rvkd1", .batch(.touchstone, "revoked"))

    /// The honest key that the impostor takes the name of.
    package static let victimKey = variant("victim", 0xF1D6, victimAAGUID, .batch(.touchstone, "victim"))

    /// A key that can attest with its serial number.
    package static let enterpriseKey: AuthenticatorModel = {
        var model = variant("enterprise", 0xF1D7, "touchstone-entr1", .batch(.touchstone, "enterprise"))
        let options = model.information?[0x04]?.entries ?? []
        model.information?[0x04] = .map(CBORMap(options + [.init("ep", false)]))
        return model
    }()

    private static let victimAAGUID = "touchstone-vctm1"

    /// The level 2 key under another name.
    private static func variant(
        _ slug: String,
        _ productID: UInt16,
        _ aaguid: String,
        _ attestation: AttestationKind
    ) -> AuthenticatorModel {
        var model = level2Key
        (model.slug, model.productID, model.attestation) = (slug, productID, attestation)
        model.product = "Model \(slug)"
        model.serialNumber = "TS-\(slug)-000001"
        model.information?[0x03] = .bytes(aaguid.utf8)
        // It comes without a PIN and without a finger.
        let options = model.information?[0x04]?.entries ?? []
        let bare = options.map { entry in
            ["clientPin", "uv", "bioEnroll"].contains(entry.key.text) ? CBORMap.Entry(entry.key, false) : entry
        }
        model.information?[0x04] = .map(CBORMap(bare))
        model.initialPIN = nil
        return model
    }
}
