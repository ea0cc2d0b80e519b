import CBORTree
import Checks
import SoftwareAuthenticator

extension Sabotage {
    static let information: [Sabotage] = [
        Sabotage("gi.shape", saying: 0x07, "eight"),
        Sabotage("gi.canonical", .notCanonical, also: ["ob.canonical"]),
        Sabotage("gi.stable", .lax(.restlessInformation), also: ["lb.array"]),
        Sabotage("gi.trailing", .lax(.informationParameters)),
        Sabotage("gi.versions", saying: 0x01, ["FIDO_2_0", "FIDO_2_1", "FIDO_2_2"]),
        Sabotage("gi.u2f-version", saying: 0x01, ["U2F_V2", "FIDO_2_0", "FIDO_2_1"]),
        Sabotage("gi.aaguid", saying: 0x03, .bytes(Array(repeating: 0, count: 16))),
        Sabotage("gi.options", option: "plat", true),
        Sabotage("gi.options", option: "up", false),
        Sabotage("gi.options", option: "uv", nil),
        Sabotage("gi.options", option: "authnrCfg", false),
        Sabotage("gi.pinproto", saying: 0x06, [2, 2]),
        Sabotage(
            "gi.pinproto",
            saying: 0x06,
            nil,
            also: ["cp.keyagree", "cp.keyagree-stable", "ex.hmac", "ex.hmac-salt"]
        ),
        Sabotage("gi.limits", saying: 0x05, 1023),
        Sabotage("gi.limits", saying: 0x08, 2000),
        Sabotage("gi.algs", saying: 0x0A, [["alg": -8, "type": "public-key"]]),
        Sabotage("gi.extensions", saying: 0x02, ["credBlob", "credProtect", "hmac-secret-mc", "largeBlobKey"]),
        Sabotage("gi.transports", saying: 0x09, ["nfc"]),
        Sabotage("gi.firmware", saying: 0x0E, 0),
        Sabotage("gi.certs", saying: 0x13, ["FIDO": 7]),
        Sabotage("gi.minpin", saying: 0x0D, 3),
        Sabotage("gi.forcepin", saying: 0x0C, true),
        Sabotage("gi.large-blobs", saying: 0x0B, nil),
        Sabotage("gi.cred-blob", saying: 0x0F, 31),
        Sabotage("gi.min-pin-names", saying: 0x10, nil),
    ]
}
