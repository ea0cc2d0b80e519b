import Checks
import SoftwareAuthenticator

extension Sabotage {
    static let channel: [Sabotage] = [
        Sabotage("hid.init", .lax(.protocolVersion)),
        Sabotage("hid.init-unique", .lax(.sameChannel), also: ["hid.busy"]),
        Sabotage("hid.ping", .lax(.shortEcho), also: ["hid.busy"]),
        Sabotage("hid.idle-silence", .lax(.chatters), also: ["hid.msg-timeout"]),
        Sabotage("hid.stray-cont", .lax(.strayAnswered)),
        Sabotage("hid.bad-seq", .lax(.anySequence)),
        Sabotage("hid.abort-by-init", .lax(.initKeepsMessage)),
        Sabotage("hid.cid0", .lax(.channelZero)),
        Sabotage("hid.cid-bcast", .lax(.broadcastServed)),
        Sabotage("hid.cid-unknown", .lax(.anyChannel)),
        Sabotage("hid.bad-cmd", .lax(.anyCommand), also: ["hid.lock", "hid.msg-bit"]),
        Sabotage("hid.oversize", .lax(.anyLength)),
        Sabotage("hid.interrupted", .lax(.interruptible)),
        Sabotage("hid.busy", .lax(.neverBusy)),
        Sabotage("hid.msg-timeout", .lax(.neverTimesOut)),
        Sabotage("hid.init-length", .lax(.anyNonce)),
        Sabotage("hid.wink", .lax(.winkRefused)),
        Sabotage("hid.lock", .lax(.lockIgnored), model: .lockingKey),
        Sabotage("hid.cbor-bit", .lax(.unannouncedCBOR), model: .u2fKey),
        Sabotage("hid.msg-bit", .lax(.unannouncedMessage)),
        Sabotage(["hid.cancel-idle", "hid.cancel"], [.lax(.cancelAnswered)]),
    ]
}
