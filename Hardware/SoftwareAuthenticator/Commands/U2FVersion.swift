import CTAPMessages

extension AuthenticatorModel {
    /// U2F_VERSION, the one U2F command that needs no credential (U2F Raw Message Formats 1.2, 6.1).
    func u2fAnswer(to command: [UInt8]) -> [UInt8] {
        let wrongLength: [UInt8] = [0x67, 0x00]
        let unknownInstruction: [UInt8] = [0x6D, 0x00]
        let unknownClass: [UInt8] = [0x6E, 0x00]
        guard command.count >= 4 else { return wrongLength }
        guard command[0] == 0x00 else { return unknownClass }
        guard command[1] == 0x03 else { return unknownInstruction }
        // The request has no body: behind the header stands at most an expected length.
        guard [0, 3].contains(command.count - 4) else { return wrongLength }
        return Array("U2F_V2".utf8) + [0x90, 0x00]
    }
}
