import Checks
import CTAPMessages
import ISO7816

extension KeyUnderTest {
    /// Sends a U2F command once and splits its answer.
    func u2f(_ instruction: UInt8, _ p1: UInt8 = 0, _ data: [UInt8] = []) throws(CheckEnd) -> ResponseAPDU {
        let body: [UInt8] = data.isEmpty ? [] : [UInt8(data.count >> 8), UInt8(data.count & 0xFF)] + data
        let command: [UInt8] = [0x00, instruction, p1, 0x00, 0x00] + body + [0x00, 0x00]
        let answer = try host.exchange(.message, command, on: try channel())
        try demand(answer.command == .message, "CTAPHID_MSG is answered \(answer.meaning)")
        do {
            return try ResponseAPDU(parsing: answer.payload)
        } catch {
            throw .failed("CTAPHID_MSG is answered with \(error)")
        }
    }

    /// Sends a U2F command again and again until somebody has touched the key, as clients do (U2F, 4.1).
    func touchedU2F(_ instruction: UInt8, _ p1: UInt8, _ data: [UInt8]) throws(CheckEnd) -> ResponseAPDU {
        let pause = Duration.milliseconds(200)
        let attempts = Int(context.timing.touch / pause)
        context.attendant.touchIsNeeded()
        defer { context.attendant.touchIsOver() }
        for _ in 0..<attempts {
            let answer = try u2f(instruction, p1, data)
            guard answer.statusWord == .conditionsNotSatisfied else { return answer }
            if let message = try host.next(within: pause) { throw .failed("\(message.meaning) comes out of the blue") }
        }
        throw .notRun(.person, "nobody touched the key within \(context.timing.touch.spelled)")
    }

    /// Registers and returns the parts of the answer (U2F, 4.3).
    func registerU2F() throws(CheckEnd) -> U2FRegistration {
        let application = KeyUnderTest.hash(rpID)
        let answer = try touchedU2F(0x01, 0x03, context.bytes("challenge") + application)
        try demand(answer.statusWord == .success, "U2F_REGISTER is answered \(answer.statusWord)")
        return try U2FRegistration(answer.data, application: application)
    }
}
