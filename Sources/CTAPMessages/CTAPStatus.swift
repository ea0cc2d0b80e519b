/// The first byte of a CTAP2 answer (CTAP 2.1, 8.2).
///
/// Any value is legal; the known ones have names.
package struct CTAPStatus: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
}
