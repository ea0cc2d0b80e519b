import Checks
import DeviceTransport
import ISO7816
import Octets
import SafetyGuard

extension Check where Subject == CardUnderTest {
    static let wrongCardPIN = Self(
        "pin.wrong-pin",
        "one wrong PIN is answered 63CX and costs one try, and the right one restores them all",
        clause: .piv(part: 2, "3.2.1"),
        danger: .d3,
        needs: [.application(.piv)],
        leaves: .triesRestored,
        spends: 3,
        tags: [.pin],
        because: """
            The PIN is what keeps whoever finds a card from using it. The right one is sent before the wrong one: no try \
            is spent that cannot be given back. What the PIN opens is closed again by a reset.
            """
    ) { card throws(CheckEnd) in
        let right = try PIVPIN(try await card.context.pin(triesLeft: UInt64(try card.pivTries())))
        let first = try card.verify(right)
        let before = try card.pivTries()
        guard first == .success else {
            throw .notRun(.person, "the PIN that was given is answered \(first); \(before) tries are left")
        }
        let refusal = try card.transmit(right.wrong(card.context.bytes("wrong PIN", count: 6)).command).statusWord
        let between = try card.pivTries()
        // Whatever the card made of the wrong one, the tries are restored before it is judged.
        let acceptance = try card.verify(right)
        let after = try card.pivTries()
        try demand(refusal.remainingTries == before - 1, "a wrong PIN is answered \(refusal)")
        try demand(between == before - 1, "a wrong PIN takes the tries from \(before) to \(between)")
        try demand(acceptance == .success, "the right PIN is answered \(acceptance) after a wrong one")
        try demand(after == before, "the right PIN takes the tries from \(between) to \(after)")
        card.context.note("\(before) tries, \(between) after the wrong PIN, \(after) after the right one")
    }
}

/// A PIN in the form of PIV cards: digits, and `FF` up to eight bytes (NIST SP 800-73-4 part 2, 2.4.3).
private struct PIVPIN {
    private let padded: Secret

    init(_ text: Secret) throws(CheckEnd) {
        let isFit = text.withBytes { (6...8).contains($0.count) && $0.allSatisfy { (0x30...0x39).contains($0) } }
        guard isFit else { throw .notRun(.person, "the PIN that was given has not the form of a PIV card's PIN") }
        padded = text.withBytes { Secret($0 + Array(repeating: 0xFF, count: 8 - $0.count)) }
    }

    private init(padded: Secret) { self.padded = padded }

    /// Another one of six digits, made of these bytes.
    func wrong(_ bytes: [UInt8]) -> Self {
        let digits = bytes.map { 0x30 + $0 % 10 }
        let other = [digits[0] == 0x39 ? 0x30 : digits[0] + 1] + digits.dropFirst()
        let isRight = padded.withBytes { $0 == digits + [0xFF, 0xFF] }
        return Self(padded: Secret((isRight ? other : digits) + [0xFF, 0xFF]))
    }

    /// VERIFY with the PIN.
    var command: CommandAPDU {
        padded.withBytes { CommandAPDU(instruction: 0x20, p2: 0x80, data: $0) }
    }
}

extension CardUnderTest {
    /// VERIFY with a PIN; what it opens is closed again, so that the tries can be asked for.
    fileprivate func verify(_ pin: PIVPIN) throws(CheckEnd) -> StatusWord {
        let status = try transmit(pin.command).statusWord
        if status == .success {
            _ = try reset(.warm)
            _ = try select(ApplicationIdentifier.piv.bytes)
        }
        return status
    }

    /// The tries that an empty VERIFY tells of.
    fileprivate func pivTries() throws(CheckEnd) -> Int {
        let status = try askForTries()
        return try demand(status.remainingTries, "VERIFY without a PIN is answered \(status)")
    }
}
