import Checks
import SoftwareAuthenticator

extension Sabotage {
    /// What only checks find that write and take back.
    static let storing: [Sabotage] = [
        Sabotage("cp.token", .lax(.shortToken)),
        Sabotage("cp.perms", .lax(.permissionsIgnored)),
        Sabotage("cp.perms", .lax(.partyIgnored)),
        Sabotage("cp.change", .lax(.pinChangeIgnored), also: ["run.tries", "run.undone"]),
        Sabotage(["mc.uv", "ga.uv"], [.lax(.verificationUnsaid)]),
        Sabotage(
            "ga.uv",
            .lax(.verificationAlwaysSaid),
            also: ["mc.rk", "ga.next", "lc.persist", "ex.hmac-uv"]
        ),
        Sabotage("ga.next", .lax(.oldestFirst)),
        Sabotage(["ga.next", "cm.enum"], [.lax(.sequenceForAnyone)]),
        Sabotage("cm.meta", .lax(.countStuck)),
        // Whatever is stored stays, so every check that stores says so.
        Sabotage(
            ["cm.delete", "mc.rk"],
            [.lax(.deletionIgnored)],
            also: [
                "ga.next", "cm.meta", "cm.enum", "cm.update", "ex.credprotect-stored", "ex.credblob-stored",
                "ex.largeblobkey", "lc.persist", "run.undone",
            ]
        ),
        Sabotage("cm.update", .lax(.updateIgnored)),
        Sabotage("ex.credprotect-stored", .lax(.storedUnprotected)),
        Sabotage("ex.credblob-stored", .lax(.blobLost)),
        Sabotage("ex.largeblobkey", .lax(.blobWriteLost)),
        Sabotage("ex.hmac-uv", .lax(.oneSecretForBoth)),
        Sabotage("lc.persist", .lax(.forgetsAtPowerUp)),
        Sabotage("lc.pinauth-regen", .tokenKept),
    ]
}
