package import StrictYAML

/// Whether something is on the build: stated either way, and distinct from not being mentioned.
package enum Presence<Details: Hashable & Sendable>: Hashable, Sendable {
    case absent
    case present(Details)

    /// What is known of it, when it is there.
    package var details: Details? {
        guard case .present(let details) = self else { return nil }
        return details
    }
}

/// A piece of software that is installed, as far as it is known.
package struct Installation: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case version, sha256
    }

    package let version: Located<Version>?
    /// The digest of the installer or of the program, in lower case.
    package let sha256: Located<String>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        version = keys[.version]?.version()
        sha256 = keys[.sha256]?.sha256()
    }
}

extension YAMLValue {
    /// The word `absent`, or a mapping that says what is there.
    func presence<Details>(_ read: (YAMLValue) -> Details?) -> Located<Presence<Details>>? {
        if let word = plainText {
            guard word == "absent" else {
                let none = ["none", "no", "false", "missing", "removed", "uninstalled"].contains(word.lowercased())
                report(
                    "\(path) must be absent or a mapping of keys, not \(tree.kind)",
                    suggestion: none ? "absent" : NearestName.nearest(to: word, among: ["absent"])
                )
                return nil
            }
            return Located(.absent, at: position)
        }
        return read(self).map { Located(.present($0), at: position) }
    }

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
