/// Where raw messages of U2F tell who somebody is (FIDO U2F Raw Message Formats 1.2, 4 and 5).
enum PersonalU2FFields {
    struct Place: Hashable {
        let kind: PersonalData
        let range: Range<Int>
    }

    /// The application parameter of a request, which is a hash of who asks, and the key handle of an authentication.
    ///
    /// Nothing where the command is cut short or is none of these.
    static func request(_ command: [UInt8]) -> [Place] {
        guard command.count > 6, isRegistration(command) || command[1] == 0x02 else { return [] }
        // Framing of ISO 7816-4: a zero and two bytes of length, or one byte.
        let body = command[4] == 0 ? 7 : 5
        guard command.count >= body + 64 else { return [] }
        let application = Place(kind: .relyingParty, range: body + 32..<body + 64)
        guard !isRegistration(command) else { return [application] }
        return [application] + handle(in: command, at: body + 64)
    }

    /// Whether the answer to a command will hold a key handle.
    static func isRegistration(_ command: [UInt8]) -> Bool { command.count > 1 && command[1] == 0x01 }

    /// The key handle in the answer to a registration, behind the reserved byte and the public key; it is signed.
    static func registration(_ answer: [UInt8]) -> [Place] {
        guard answer.first == 0x05 else { return [] }
        return handle(in: answer, at: 66)
    }

    /// A key handle behind the byte that tells its length.
    private static func handle(in bytes: [UInt8], at position: Int) -> [Place] {
        guard position < bytes.count else { return [] }
        let range = position + 1..<position + 1 + Int(bytes[position])
        guard !range.isEmpty, range.upperBound <= bytes.count else { return [] }
        return [Place(kind: .credentialID, range: range)]
    }
}
