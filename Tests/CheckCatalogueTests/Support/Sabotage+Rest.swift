import CBORTree
import Checks
import SoftwareAuthenticator
import TestVendor

extension Sabotage {
    static let clientPIN: [Sabotage] = [
        Sabotage("cp.retries-read", model: .with { $0.pinRetries = 9 }),
        Sabotage("cp.uv-retries", model: .with { $0.uvRetries = 26 }),
        Sabotage("cp.keyagree", .lax(.offCurve), also: ["ex.hmac", "ex.hmac-salt"]),
        Sabotage("cp.keyagree-stable", .lax(.restlessAgreement), also: ["ex.hmac-salt"]),
        Sabotage("cp.zero-len", misreports: 0x01, 0x33, for: 0x31),
        Sabotage("cp.missing", misreports: 0x06, 0x02, for: 0x14),
        Sabotage("cp.badtype", misreports: 0x06, 0x12, for: 0x11),
        Sabotage("cp.protocol", misreports: 0x06, 0x03, for: 0x02),
        Sabotage("cp.misspelled", misreports: 0x06, 0x11, for: 0x12),
    ]

    static let blobsAndSensors: [Sabotage] = [
        Sabotage("lb.array", .lax(.blobChecksum)),
        Sabotage("lb.pieces", .lax(.blobOffsetIgnored), also: ["lb.offset"]),
        Sabotage("lb.offset", "lb.length", misreports: 0x0C, 0x03, for: 0x02),
        Sabotage("lb.too-much", misreports: 0x0C, 0x39, for: 0x03),
        Sabotage("lb.badtype", misreports: 0x0C, 0x12, for: 0x11),
        Sabotage("be.modality", .lax(.otherModality)),
        Sabotage("be.sensor", .lax(.noSamples)),
    ]

    static let attestation: [Sabotage] = [
        Sabotage("at.vouched", model: .selfAttestedKey),
        Sabotage("at.packed-sig", .badSignature, also: ["ga.ok", "ga.up-false", "ga.allow-list"]),
        Sabotage("at.x5c-req", .lax(.authorityCertificate)),
        Sabotage("at.aaguid-ext", .lax(.otherModelsCertificate)),
        Sabotage("at.ep", .unaskedSerial),
        Sabotage("at.types", model: .levelOne { $0.attestation = .own }, also: ["at.vouched"]),
        Sabotage("mc.attpref", .lax(.preferenceIgnored), model: .preferringKey),
        Sabotage("at.anchor", model: .levelOne { $0.attestation = .batch(.impostor, "level1") }),
    ]

    /// What only metadata give away.
    static let stated: [Sabotage] = [
        Sabotage("gi.mds-equal", saying: 0x05, 1100, of: .level1Key),
        Sabotage("gi.mds-equal", saying: 0x05, 1300, of: .level1Key),
        Sabotage("gi.mds-equal", option: "plat", nil, of: .level1Key),
        Sabotage("gi.mds-equal", option: "ep", false, of: .level1Key),
        Sabotage("at.level", model: .named("touchstone-low-1")),
        Sabotage("at.level", model: .named("touchstone-rev-1")),
        Sabotage("at.fwscope", model: .named("touchstone-new-1"), also: ["at.level"]),
        Sabotage("at.fwscope", model: .named("touchstone-old-1")),
        Sabotage("at.u2f", model: .copiedU2FKey),
    ]

    static let extensions: [Sabotage] = [
        Sabotage("ex.hmac-create", .lax(.secretUnannounced)),
        Sabotage("ex.hmac", .lax(.oneSecret)),
        Sabotage("ex.hmac-salt", misreports: 0x02, 0x33, for: 0x02),
        Sabotage("ex.credprotect", .lax(.unprotected)),
        Sabotage("ex.credblob", .lax(.blobPromised)),
        Sabotage("ex.minpin", .lax(.lengthTold)),
    ]

    static let observers: [Sabotage] = [
        Sabotage("ob.canonical", .notCanonical, also: ["gi.canonical"]),
        Sabotage("ob.status", misreports: 0x08, 0x77, for: 0x30, also: ["ga.next-alone"]),
        Sabotage(
            "ob.key-reuse",
            .sameID,
            also: [
                "mc.unique", "ga.ok", "ga.up-false", "ga.allow-list", "ga.counter", "ga.user-omit", "ga.unk-opt",
                "mc.exclude", "ex.hmac",
            ]
        ),
        Sabotage("ob.counter", .counterStuck, also: ["ga.counter"]),
    ]

    static let u2f: [Sabotage] = [
        Sabotage("u2f.version", .lax(.u2fVersion), model: .u2fKey),
        Sabotage("u2f.unknown-handle", .lax(.u2fAnyHandle), model: .u2fKey),
        Sabotage("u2f.register", .lax(.u2fReservedByte), model: .u2fKey, also: ["u2f.authenticate", "at.u2f"]),
        Sabotage("u2f.authenticate", .badSignature, model: .u2fKey, also: ["at.u2f"]),
    ]
}

extension AuthenticatorModel {
    /// A key whose attestation key is listed for a model of another vendor.
    static let copiedU2FKey: Self = {
        var model = u2fKey
        model.slug = "copied-u2f"
        return model
    }()

    /// The key of level 1 as another model of ``SoftwareMetadata``, in firmware 7.
    static func named(_ aaguid: String) -> Self {
        levelOne {
            $0.information?[0x03] = .bytes(aaguid.utf8)
            $0.information?[0x0E] = 7
        }
    }

    /// The level 2 key with something changed.
    static func with(_ change: (inout Self) -> Void) -> Self {
        var model = level2Key
        change(&model)
        return model
    }
}
