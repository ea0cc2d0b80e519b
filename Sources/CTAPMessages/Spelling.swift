import Octets

/// A byte as the specifications write it: `0x3B`.
func spelled(_ byte: UInt8) -> String { "0x" + Hex.encode([byte]).uppercased() }
