import Octets

/// A byte as ISO/IEC 7816 writes it: two upper-case digits.
func spelled(_ byte: UInt8) -> String { Hex.encode([byte]).uppercased() }
