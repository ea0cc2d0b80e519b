import Octets

/// `TPMT_PUBLIC`, the public part of a key in a TPM (TPM 2.0 Library, Part 2, 12.2.4).
struct TPMPublicArea {
    enum Key: Hashable {
        case rsa(modulus: [UInt8], exponent: UInt32)
        case ecc(curve: UInt16, x: [UInt8], y: [UInt8])
    }

    let nameAlgorithm: UInt16
    let key: Key

    private static let null: UInt16 = 0x0010
    private static let rsa: UInt16 = 0x0001
    private static let ecc: UInt16 = 0x0023

    /// Reads the area; anything left over, or a kind of key that is neither RSA nor on a curve, is an error.
    init(parsing bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        let type = try reader.readUInt16()
        nameAlgorithm = try reader.readUInt16()
        _ = try reader.readBigEndian(4)
        _ = try reader.readSized()
        if try reader.readUInt16() != Self.null {
            // Key size and mode of a symmetric algorithm, which only storage keys have.
            _ = try reader.read(4)
        }
        if try reader.readUInt16() != Self.null { _ = try reader.read(2) }
        switch type {
        case Self.rsa:
            _ = try reader.readUInt16()
            let exponent = UInt32(truncatingIfNeeded: try reader.readBigEndian(4))
            // Zero stands for the usual one (Part 2, 12.2.3.5).
            key = .rsa(modulus: try reader.readSized(), exponent: exponent == 0 ? 65537 : exponent)
        case Self.ecc:
            let curve = try reader.readUInt16()
            if try reader.readUInt16() != Self.null { _ = try reader.read(2) }
            key = .ecc(curve: curve, x: try reader.readSized(), y: try reader.readSized())
        default:
            throw CertificateFault("a TPM key of type \(type) is not understood")
        }
        guard reader.isAtEnd else { throw CertificateFault("bytes follow the public area") }
    }
}

/// `TPMS_ATTEST` about a certified key (TPM 2.0 Library, Part 2, 10.12.12).
struct TPMCertification {
    let magic: UInt32
    let type: UInt16
    let extraData: [UInt8]
    let name: [UInt8]

    /// TPM_GENERATED_VALUE: the structure was made inside a TPM.
    static let generated: UInt32 = 0xFF54_4347
    /// TPM_ST_ATTEST_CERTIFY.
    static let certify: UInt16 = 0x8017

    init(parsing bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        magic = UInt32(truncatingIfNeeded: try reader.readBigEndian(4))
        type = try reader.readUInt16()
        _ = try reader.readSized()
        extraData = try reader.readSized()
        // Clock, resets, restarts, whether the clock is safe, and firmware.
        _ = try reader.read(17 + 8)
        name = try reader.readSized()
        _ = try reader.readSized()
        guard reader.isAtEnd else { throw CertificateFault("bytes follow the certification") }
    }
}

extension ByteReader {
    fileprivate mutating func readUInt16() throws -> UInt16 {
        UInt16(truncatingIfNeeded: try readBigEndian(2))
    }

    /// A buffer with its length in front, `TPM2B`.
    fileprivate mutating func readSized() throws -> [UInt8] {
        try read(Int(try readBigEndian(2)))
    }
}
