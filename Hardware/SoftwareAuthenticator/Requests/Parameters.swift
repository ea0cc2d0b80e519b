import CBORTree
import CTAPMessages

/// A map of the host's, read member by member; the wrong type of one is refused the moment it is read.
struct Parameters {
    enum Key: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
        case number(Int64)
        case name(String)

        init(integerLiteral value: Int64) { self = .number(value) }
        init(stringLiteral value: String) { self = .name(value) }
    }

    let map: CBORItem
    /// The map as it came, where it came by itself.
    private var sent: [UInt8] = []

    /// Reads the parameters of a command: one map in canonical form (CTAP 2.1, 8).
    init(parsing bytes: [UInt8]) throws(Refusal) {
        guard !bytes.isEmpty else { throw Refusal(.missingParameter) }
        guard let item = try? CBORItem(parsing: bytes), item.canonicalFindings().isEmpty else {
            throw Refusal(.invalidCBOR)
        }
        try self.init(item)
        sent = bytes
    }

    /// A member's bytes as they were sent; none where it is not there.
    func bytesAsSent(_ member: Int64) -> [UInt8] {
        LocatedCBOR(map, at: 0)[member].map { Array(sent[$0.range]) } ?? []
    }

    init(_ item: CBORItem) throws(Refusal) {
        guard item.entries != nil else { throw Refusal(.cborUnexpectedType) }
        map = item
    }

    func item(_ key: Key) -> CBORItem? {
        switch key {
        case .number(let number): map[number]
        case .name(let name): map[name]
        }
    }

    func has(_ key: Key) -> Bool { item(key) != nil }

    func bytes(_ key: Key) throws(Refusal) -> [UInt8]? { try read(key, \.bytes) }
    func text(_ key: Key) throws(Refusal) -> String? { try read(key, \.text) }
    func number(_ key: Key) throws(Refusal) -> UInt64? { try read(key, \.unsignedInteger) }
    func integer(_ key: Key) throws(Refusal) -> Int64? { try read(key, \.integer) }
    func flag(_ key: Key) throws(Refusal) -> Bool? { try read(key, \.bool) }
    func list(_ key: Key) throws(Refusal) -> [CBORItem]? { try read(key, \.elements) }

    func parameters(_ key: Key) throws(Refusal) -> Parameters? {
        guard let item = item(key) else { return nil }
        return try Parameters(item)
    }

    private func read<Value>(_ key: Key, _ value: (CBORItem) -> Value?) throws(Refusal) -> Value? {
        guard let item = item(key) else { return nil }
        guard let value = value(item) else { throw Refusal(.cborUnexpectedType) }
        return value
    }
}

/// A parameter that the command cannot do without.
func required<Value>(_ value: Value?) throws(Refusal) -> Value {
    guard let value else { throw Refusal(.missingParameter) }
    return value
}
