/// Sixteen bytes in the form of a UUID: `8f4d1c5a-6e2b-5f73-9a0d-51c7e328b694` (RFC 9562, 4).
package enum UUIDText {
    /// The digits between the hyphens.
    private static let groups = [8, 4, 4, 4, 12]

    /// Writes sixteen bytes with hyphens, in lower case.
    ///
    /// - Precondition: There are sixteen.
    package static func encode(_ bytes: [UInt8]) -> String {
        precondition(bytes.count == 16, "a UUID has 16 bytes, not \(bytes.count)")
        var rest = Hex.encode(bytes)[...]
        return
            groups.map { count in
                defer { rest = rest.dropFirst(count) }
                return String(rest.prefix(count))
            }
            .joined(separator: "-")
    }

    /// Reads the form with hyphens, or 32 digits without any; nil for anything else.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.map(\.utf8.count) == groups else { return nil }
        guard let bytes = try? Hex.decode(parts.joined()), bytes.count == 16 else { return nil }
        return bytes
    }
}
