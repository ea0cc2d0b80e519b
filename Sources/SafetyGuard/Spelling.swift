import Octets

/// Bytes as ISO/IEC 7816 writes them, upper case with spaces between.
func spelled(_ bytes: [UInt8]) -> String {
    bytes.map { Hex.encode([$0]).uppercased() }.joined(separator: " ")
}
