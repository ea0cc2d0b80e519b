import SeededKeys
import CTAPMessages
import Octets

extension Transaction {
    /// authenticatorReset: within ten seconds of power-up, and with a touch (CTAP 2.1, 6.6).
    mutating func reset() throws(Refusal) -> [UInt8] {
        guard now - memory.session.poweredAt <= .seconds(10) else { throw Refusal(.notAllowed) }
        try awaitTouch()
        guard !faults.isLax(.resetKeepsAll) else { return [] }
        var bare = model
        bare.initialPIN = nil
        var fresh = AuthenticatorMemory(bare, at: memory.session.poweredAt)
        // The bytes go on where they were: a reset authenticator makes no key a second time.
        fresh.generator = memory.generator
        fresh.masterKey = Secret(fresh.generator.bytes(32))
        fresh.startSession(at: memory.session.poweredAt)
        fresh.fingerprints = []
        fresh.forcesPINChange = false
        fresh.isAlwaysUv = false
        fresh.isEnterpriseEnabled = false
        fresh.counter = memory.counter
        memory = fresh
        return []
    }
}
