extension StatusWord {
    /// The status in words, as a clause (ISO/IEC 7816-4:2020, 5.6).
    package var meaning: String {
        if let known = Self.meanings[rawValue] { return known }
        if let remainingTries { return Self.triesMeaning(remainingTries) }
        return switch sw1 {
        case 0x61: sw2 == 0 ? "256 bytes or more of the answer are left" : "\(sw2) bytes of the answer are left"
        case 0x62: "warning, memory unchanged"
        case 0x63: "warning, memory changed"
        case 0x64: "execution error, memory unchanged"
        case 0x65: "execution error, memory changed"
        case 0x66: "security-related issue"
        case 0x67: "wrong length"
        case 0x68: "function of the class byte not supported"
        case 0x69: "command not allowed"
        case 0x6A: "wrong parameters P1 P2"
        case 0x6C: "wrong Le, \(correctLength ?? 0) would be right"
        case 0x90...0x9F: "status of the card's own"
        default: "no status word of ISO/IEC 7816-4"
        }
    }

    private static func triesMeaning(_ count: Int) -> String {
        switch count {
        case 0: "verification failed, no try left"
        case 1: "verification failed, 1 try left"
        default: "verification failed, \(count) tries left"
        }
    }

    private static let meanings: [UInt16: String] = [
        0x9000: "success",
        0x9100: "the authenticator is still working",
        0x6200: "warning, memory unchanged",
        0x6281: "part of the returned data may be corrupted",
        0x6282: "end of file or record reached early",
        0x6283: "the selected file is deactivated",
        0x6284: "file control information is badly formatted",
        0x6285: "the selected file is in termination state",
        0x6300: "verification failed",
        0x6381: "the file is filled up by the last write",
        0x6581: "memory failure",
        0x6700: "wrong length",
        0x6881: "logical channel not supported",
        0x6882: "secure messaging not supported",
        0x6883: "last command of the chain expected",
        0x6884: "command chaining not supported",
        0x6981: "command incompatible with the file structure",
        0x6982: "security status not satisfied",
        0x6983: "authentication method blocked",
        0x6984: "reference data not usable",
        0x6985: "conditions of use not satisfied",
        0x6986: "command not allowed, no current file",
        0x6987: "expected secure messaging data objects missing",
        0x6988: "incorrect secure messaging data objects",
        0x6A80: "incorrect parameters in the data field",
        0x6A81: "function not supported",
        0x6A82: "file or application not found",
        0x6A83: "record not found",
        0x6A84: "not enough memory in the file",
        0x6A85: "Nc inconsistent with the TLV structure",
        0x6A86: "incorrect parameters P1 P2",
        0x6A87: "Nc inconsistent with parameters P1 P2",
        0x6A88: "referenced data or reference data not found",
        0x6A89: "the file exists already",
        0x6A8A: "the DF name exists already",
        0x6B00: "wrong parameters P1 P2",
        0x6D00: "instruction not supported or invalid",
        0x6E00: "class not supported",
        0x6F00: "no precise diagnosis",
    ]
}
