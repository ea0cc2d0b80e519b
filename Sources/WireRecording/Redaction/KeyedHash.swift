import Octets

/// What stands in the place of a personal value: equal for equal values of one campaign, and good for nothing else.
package struct KeyedHash: Hashable, Sendable, CustomStringConvertible {
    package let kind: PersonalData
    /// 16 bytes.
    package let bytes: [UInt8]

    /// Such as `serial-number:3f9a…`, for reports and for people.
    package var description: String { "\(kind):\(Hex.encode(bytes))" }

    /// Bytes of any length that carry the hash where a format needs a value as long as the one it replaces.
    package func filling(_ count: Int) -> [UInt8] {
        (0..<count).map { bytes[$0 % bytes.count] }
    }
}
