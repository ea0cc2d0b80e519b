import StrictYAML
import WireRecording

extension RedactionPolicy {
    /// Reads a policy file; what it leaves out is as without one.
    ///
    /// - Throws: everything that is wrong with the file, each fault with its place and the nearest valid name.
    init(reading bytes: [UInt8], file: String) throws(YAMLProblems) {
        self = try YAMLDocument(bytes: bytes, file: file).read { Self(reading: $0) }
    }

    private enum Key: String, CaseIterable {
        case format
        case personalData = "personal-data"
        case signedData = "signed-data"
        case hostData = "host-data"
        case allowedBodies = "allowed-bodies"
    }

    private enum Treatment: String, CaseIterable {
        case keep, hash
    }

    private init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        self = .standard
        _ = keys.required(.format)?.integer(in: 1...1)
        if let kinds = keys[.personalData] { read(kinds: kinds) }
        changesSignedData = keys[.signedData]?.word(Treatment.self)?.value == .hash
        changesHostData = keys[.hostData]?.word(Treatment.self)?.value == .hash
        let codes = keys[.allowedBodies]?.list { Self.code($0) } ?? []
        keys[.allowedBodies]?.reportRepetitions(of: codes, as: "command")
        allowedBodies = Set(codes.map(\.value))
    }

    private mutating func read(kinds: YAMLValue) {
        let known = PersonalData.ofCards + PersonalData.ofKeys
        for (key, value) in kinds.entries() ?? [] {
            guard let kind = known.first(where: { $0.rawValue == key.value }) else {
                kinds.report(
                    "there is no kind of personal data \"\(key.value)\"",
                    at: key.position,
                    suggestion: NearestName.nearest(to: key.value, among: known.map(\.rawValue))
                )
                continue
            }
            switch value.word(Treatment.self)?.value {
            case .hash?: hashed.insert(kind)
            case .keep?: hashed.remove(kind)
            case nil: break
            }
        }
    }

    /// CLA and INS, four digits; what carries a PIN or a key by its meaning is refused.
    private static func code(_ value: YAMLValue) -> Located<CommandCode>? {
        let code = value.string(as: "CLA and INS in four hexadecimal digits, as in \"0087\"") { text -> CommandCode? in
            guard text.utf8.count == 4, text.allSatisfy({ $0.isASCII && $0.isHexDigit }),
                let number = UInt16(text, radix: 16)
            else { return nil }
            return CommandCode(UInt8(number >> 8), UInt8(number & 0xFF))
        }
        if let code, code.value.isSecret {
            value.report("\(code.value) carries a PIN or a key, and no policy can have that written down")
            return nil
        }
        return code
    }
}
