package import CBORTree

/// The answer to ``RetriesRequest`` (CTAP 2.1, 6.5.5).
package struct RetriesResponse: Hashable, Sendable {
    /// An answer that cannot be read.
    package enum ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        case notCBOR(CBORError)
        case notAMap
        case wrongType(member: Int64, actual: String)

        package var description: String {
            switch self {
            case .notCBOR(let error): "the clientPIN answer is no CBOR: \(error)"
            case .notAMap: "the clientPIN answer is CBOR but no map"
            case .wrongType(let member, let actual): "member \(member) of the clientPIN answer is \(actual)"
            }
        }
    }

    package let pinRetries: Int?
    /// Whether only unplugging the key makes it accept a PIN again.
    package let powerCycleState: Bool?
    package let uvRetries: Int?

    package init(pinRetries: Int? = nil, powerCycleState: Bool? = nil, uvRetries: Int? = nil) {
        self.pinRetries = pinRetries
        self.powerCycleState = powerCycleState
        self.uvRetries = uvRetries
    }

    /// Reads the answer without the status byte in front.
    ///
    /// - Throws: ``ParsingError`` when it is no map, or a counter in it is none.
    package init(parsing bytes: [UInt8]) throws(ParsingError) {
        let tree: CBORItem
        do { tree = try CBORItem(parsing: bytes) } catch { throw .notCBOR(error) }
        guard tree.entries != nil else { throw .notAMap }
        pinRetries = try Self.count(tree, 0x03)
        uvRetries = try Self.count(tree, 0x05)
        if let state = tree[0x04] {
            guard let value = state.bool else { throw .wrongType(member: 0x04, actual: state.diagnostic) }
            powerCycleState = value
        } else {
            powerCycleState = nil
        }
    }

    /// The answer without the status byte in front.
    package func encoded() -> [UInt8] {
        var members: [(CBORItem, CBORItem)] = []
        if let pinRetries { members.append((0x03, .int(pinRetries))) }
        if let powerCycleState { members.append((0x04, .bool(powerCycleState))) }
        if let uvRetries { members.append((0x05, .int(uvRetries))) }
        return CBORItem.sortedMap(members).encoded()
    }

    private static func count(_ tree: CBORItem, _ member: Int64) throws(ParsingError) -> Int? {
        guard let item = tree[member] else { return nil }
        guard let value = item.unsignedInteger, let count = Int(exactly: value) else {
            throw .wrongType(member: member, actual: item.diagnostic)
        }
        return count
    }
}
