package import StrictYAML
import Vocabulary

/// The keys that a verifier trusts: several benches, and the keys before and after a rotation.
package struct TrustedKeys: Hashable, Sendable {
    package static let format = 1

    package var keys: [TrustedKey]

    package init(_ keys: [TrustedKey] = []) {
        self.keys = keys
    }

    /// Reads a list of keys, or one public key as a PEM file.
    ///
    /// - Throws: everything that is wrong with the list, each fault with its place.
    package init(reading bytes: [UInt8], file: String) throws(YAMLProblems) {
        if bytes.starts(with: "-----BEGIN".utf8) {
            guard let key = VerifyingKey(pem: String(decoding: bytes, as: UTF8.self)) else {
                throw YAMLProblems([
                    YAMLProblem(file: file, position: .start, message: "this is no Ed25519 public key in PEM")
                ])
            }
            self.init([TrustedKey(name: file, key: key)])
            return
        }
        self = try YAMLDocument(bytes: bytes, file: file).read { Self(reading: $0) }
    }

    /// The trusted key with that id.
    package func key(id: String) -> TrustedKey? { keys.first { $0.key.id == id } }

    /// The list as a file.
    package var file: String {
        let entries = keys.map { key in
            var members: [(String, YAMLTree)] = [("name", .text(key.name)), ("key", .text(key.key.base64))]
            if let from = key.from { members.append(("from", .bare(from))) }
            if let until = key.until { members.append(("until", .bare(until))) }
            return YAMLTree.keys(members)
        }
        return YAMLTree.keys([("format", .bare(Self.format)), ("keys", .list(entries))]).rendered()
    }

    private enum Key: String, CaseIterable {
        case format, keys
    }

    private init?(reading value: YAMLValue) {
        guard let members = value.mapping(Key.self) else { return nil }
        _ = members.required(.format)?.integer(in: Self.format...Self.format)
        guard let keys = members.required(.keys)?.list(nonEmpty: true, of: TrustedKey.init(reading:)) else {
            return nil
        }
        self.init(keys)
    }
}

extension TrustedKey {
    private enum Key: String, CaseIterable {
        case name, key, from, until
    }

    fileprivate init?(reading value: YAMLValue) {
        guard let members = value.mapping(Key.self) else { return nil }
        let name = members.required(.name)?.string()?.value
        let key = members.required(.key)?
            .string(as: "an Ed25519 public key (SubjectPublicKeyInfo in Base64)") { VerifyingKey(base64: $0) }?
            .value
        let from = members[.from]?.date()?.value
        let until = members[.until]?.date()
        if let from, let until, until.value < from {
            members.report("the key ends (\(until.value)) before it begins (\(from))")
        }
        guard let name, let key else { return nil }
        self.init(name: name, key: key, from: from, until: until?.value)
    }
}
