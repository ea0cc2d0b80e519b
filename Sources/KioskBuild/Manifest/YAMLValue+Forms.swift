import StrictYAML

extension YAMLValue {
    /// The sixty-four hexadecimal digits of a SHA-256 digest, in lower case.
    func sha256() -> Located<String>? {
        string(as: "a SHA-256 digest of 64 hexadecimal digits") { text in
            text.utf8.count == 64 && text.utf8.allSatisfy(\.isHexadecimalDigit) ? text.lowercased() : nil
        }
    }

    /// An AAGUID in the form of a UUID, in lower case.
    func aaguid() -> Located<String>? {
        string(as: "an AAGUID such as cb69481e-8ff7-4039-93ec-0a2729a154a8") { text in
            let groups = text.split(separator: "-", omittingEmptySubsequences: false)
            let isSound =
                groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
                && groups.allSatisfy { $0.utf8.allSatisfy(\.isHexadecimalDigit) }
            return isSound ? text.lowercased() : nil
        }
    }
}

extension UInt8 {
    /// Whether the byte is an ASCII hexadecimal digit of either case.
    var isHexadecimalDigit: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
