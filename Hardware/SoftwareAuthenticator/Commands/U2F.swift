import SeededKeys
import CBORTree
import CTAPMessages
import Octets
import TestVendor

extension Transaction {
    /// The U2F commands (U2F Raw Message Formats 1.2), with their status word behind.
    mutating func u2fAnswer(to command: [UInt8]) -> [UInt8] {
        guard command.count >= 4 else { return StatusWord.wrongLength }
        guard command[0] == 0x00 else { return StatusWord.unknownClass }
        switch command[1] {
        case 0x01: return withBody(of: command) { $0.register($1) }
        case 0x02: return withBody(of: command) { $0.authenticate($1, control: command[2]) }
        case 0x03:
            // The request has no body: behind the header stands at most an expected length.
            guard [0, 3].contains(command.count - 4) else { return StatusWord.wrongLength }
            return Array((faults.isLax(.u2fVersion) ? "U2F_V3" : "U2F_V2").utf8) + StatusWord.success
        default: return StatusWord.unknownInstruction
        }
    }

    private enum StatusWord {
        static let success: [UInt8] = [0x90, 0x00]
        static let wrongLength: [UInt8] = [0x67, 0x00]
        static let conditionsNotSatisfied: [UInt8] = [0x69, 0x85]
        static let wrongData: [UInt8] = [0x6A, 0x80]
        static let unknownInstruction: [UInt8] = [0x6D, 0x00]
        static let unknownClass: [UInt8] = [0x6E, 0x00]
    }

    /// The body of an extended-length command (U2F Raw Message Formats 1.2, 3.1.1), or of a short one.
    private mutating func withBody(
        of command: [UInt8],
        _ perform: (inout Transaction, [UInt8]) -> [UInt8]
    ) -> [UInt8] {
        guard command.count > 5 else { return StatusWord.wrongLength }
        let isExtended = command[4] == 0 && command.count > 7
        let start = isExtended ? 7 : 5
        let length = isExtended ? Int(command[5]) << 8 | Int(command[6]) : Int(command[4])
        // At most an expected length stands behind it.
        guard command.count >= start + length, command.count <= start + length + 3 else {
            return StatusWord.wrongLength
        }
        return perform(&self, Array(command[start..<start + length]))
    }

    /// U2F_REGISTER (4.1, 4.3).
    private mutating func register(_ body: [UInt8]) -> [UInt8] {
        guard body.count == 64 else { return StatusWord.wrongLength }
        guard takeTouch() else { return StatusWord.conditionsNotSatisfied }
        let (challenge, application) = (Array(body[..<32]), Array(body[32...]))
        let key = memory.generator.signingKey()
        let handle = KeyHandle.wrap(
            key.rawRepresentation,
            algorithm: .es256,
            protection: 1,
            rpIDHash: application,
            under: memory.masterKey,
            nonce: memory.generator.bytes(12)
        )
        guard let identity = identity(.touchstone, model.slug, isEnterprise: false),
            let certificate = identity.chain.first
        else { return StatusWord.wrongData }
        let message = [0x00] + application + challenge + handle + key.x963Representation
        let reserved: UInt8 = faults.isLax(.u2fReservedByte) ? 0x04 : 0x05
        return [reserved] + key.x963Representation + [UInt8(handle.count)] + handle + certificate
            + faults.spoil(signature: identity.key.signature(for: message)) + StatusWord.success
    }

    /// U2F_AUTHENTICATE (5.1, 5.4): check only (07), with a touch (03) or without one (08).
    private mutating func authenticate(_ body: [UInt8], control: UInt8) -> [UInt8] {
        guard body.count > 65, body.count == 65 + Int(body[64]) else { return StatusWord.wrongLength }
        let (challenge, application) = (Array(body[..<32]), Array(body[32..<64]))
        guard let credential = KeyHandle.unwrap(Array(body[65...]), rpIDHash: application, under: memory.masterKey)
        else { return faults.isLax(.u2fAnyHandle) ? StatusWord.conditionsNotSatisfied : StatusWord.wrongData }
        guard [0x03, 0x08].contains(control) else {
            // Check only: the answer that a known handle gets (5.1).
            return control == 0x07 ? StatusWord.conditionsNotSatisfied : StatusWord.wrongData
        }
        let needsTouch = control == 0x03
        guard !needsTouch || takeTouch() else { return StatusWord.conditionsNotSatisfied }
        let counter = nextCounter()
        let presence: UInt8 = needsTouch ? 0x01 : 0x00
        let head = [presence] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> $0) }
        let signature = credential.sign(application + head + challenge)
        return head + faults.spoil(signature: signature) + StatusWord.success
    }

    /// Whether somebody has touched the key: the host asks again and again until then.
    private mutating func takeTouch() -> Bool {
        if faults.contains(.noTouch) { return true }
        guard let delay = model.touch else { return false }
        let begun = memory.session.u2fWaitingSince
        // Who has not asked for ten seconds has given up, and its touch is gone.
        let start = begun.flatMap { now - $0 <= delay + .seconds(10) ? $0 : nil } ?? now
        let isTouched = now - start >= delay
        memory.session.u2fWaitingSince = isTouched ? nil : start
        return isTouched
    }
}
