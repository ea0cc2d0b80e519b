import CBORTree
import Checks
import CTAPMessages
import SoftwareAuthenticator

extension Sabotage {
    /// What looks at the signature of an assertion.
    private static let signatures: Set<CheckID> = ["ga.ok", "ga.up-false", "ga.allow-list"]

    private static let otherModel = AAGUID(bytes: Array("another model 01".utf8)) ?? .zero

    static let creation: [Sabotage] = [
        Sabotage("mc.ok", .lax(.undueMember)),
        Sabotage("mc.authdata", .upClear, also: ["ga.ok"]),
        Sabotage("mc.authdata", .wrongRPIDHash, also: signatures),
        Sabotage("mc.aaguid", .claims(otherModel)),
        Sabotage("mc.id-length", saying: 0x08, 20),
        Sabotage(
            "mc.unique",
            .sameID,
            also: signatures.union([
                "ob.key-reuse", "ga.counter", "ga.user-omit", "ga.unk-opt", "mc.exclude", "ex.hmac",
            ])
        ),
        Sabotage("mc.each-alg", .lax(.oneAlgorithm)),
        Sabotage("mc.no-touch", .noTouch, also: ["hid.cancel"]),
        Sabotage("hid.keepalive", .lax(.neverWaitsAloud), also: ["hid.cancel"]),
        Sabotage("mc.exclude", .lax(.excludesNothing)),
        Sabotage("mc.exclude-other", .lax(.excludesAnything)),
        Sabotage("mc.unk-opt", .lax(.knowsEveryOption), also: ["ga.unk-opt"]),
        Sabotage("mc.params", .lax(.firstAlgorithmOnly)),
        Sabotage("mc.alg-unknown", misreports: 0x01, 0x02, for: 0x26),
        Sabotage("mc.up-false", misreports: 0x01, 0x2B, for: 0x2C),
        Sabotage("mc.missing", misreports: 0x01, 0x02, for: 0x14, also: ["mc.exclude-bad"]),
        Sabotage(
            "mc.badtype",
            "mc.rp",
            "mc.user",
            "mc.params-bad",
            "mc.exclude-bad",
            misreports: 0x01,
            0x12,
            for: 0x11
        ),
        Sabotage("mc.misspelled", misreports: 0x01, 0x11, for: 0x12),
        Sabotage("mc.hash-length", misreports: 0x01, 0x11, for: 0x03),
        Sabotage("mc.too-large", misreports: 0x01, 0x03, for: 0x39),
    ]

    static let assertion: [Sabotage] = [
        Sabotage("ga.ok", .lax(.counterUnsigned), also: signatures),
        Sabotage("ga.up-false", .lax(.alwaysPresent)),
        Sabotage("ga.counter", .counterStuck, also: ["ob.counter"]),
        Sabotage("ga.user-omit", .lax(.namesShown)),
        Sabotage("ga.allow-list", .lax(.firstOfListOnly)),
        Sabotage("ga.unk-opt", .lax(.knowsEveryOption), also: ["mc.unk-opt"]),
        Sabotage(
            "ga.no-cred",
            "ga.rp-mismatch",
            "ga.tampered",
            misreports: 0x02,
            0x30,
            for: 0x2E,
            also: ["ex.credprotect"]
        ),
        Sabotage("ga.rk-opt", misreports: 0x02, 0x2C, for: 0x2B),
        Sabotage("ga.next-alone", misreports: 0x08, 0x2E, for: 0x30),
        Sabotage("ga.missing", misreports: 0x02, 0x02, for: 0x14),
        Sabotage("ga.badtype", "ga.allow-bad", misreports: 0x02, 0x12, for: 0x11),
        Sabotage("ga.misspelled", misreports: 0x02, 0x11, for: 0x12),
        Sabotage("ga.hash-length", misreports: 0x02, 0x11, for: 0x03),
    ]
}
