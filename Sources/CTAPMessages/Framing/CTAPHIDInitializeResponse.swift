import Octets

/// The answer to `CTAPHID_INIT` (CTAP 2.1, 11.2.9.1.3).
package struct CTAPHIDInitializeResponse: Hashable, Sendable {
    /// A payload too short to be one.
    package struct ParsingError: Error, Hashable, CustomStringConvertible {
        package let byteCount: Int

        package var description: String { "a CTAPHID_INIT answer of \(byteCount) bytes instead of 17" }
    }

    /// The eight bytes of the request, by which a client knows the answer as its own.
    package let nonce: [UInt8]
    package let channel: UInt32
    package let protocolVersion: UInt8
    package let majorVersion: UInt8
    package let minorVersion: UInt8
    package let buildVersion: UInt8
    package let capabilities: CTAPHIDCapabilities
    /// What follows: a host has to accept more than it expects, for later versions of the protocol.
    package let additional: [UInt8]

    package init(
        nonce: [UInt8],
        channel: UInt32,
        protocolVersion: UInt8 = 2,
        majorVersion: UInt8,
        minorVersion: UInt8,
        buildVersion: UInt8,
        capabilities: CTAPHIDCapabilities,
        additional: [UInt8] = []
    ) {
        self.nonce = nonce
        self.channel = channel
        self.protocolVersion = protocolVersion
        self.majorVersion = majorVersion
        self.minorVersion = minorVersion
        self.buildVersion = buildVersion
        self.capabilities = capabilities
        self.additional = additional
    }

    /// Reads the payload of the answer.
    ///
    /// - Throws: ``ParsingError`` when it has fewer than 17 bytes.
    package init(parsing payload: [UInt8]) throws(ParsingError) {
        var reader = ByteReader(payload)
        do throws(ByteReader.Shortage) {
            nonce = try reader.read(8)
            channel = UInt32(truncatingIfNeeded: try reader.readBigEndian(4))
            protocolVersion = try reader.readByte()
            majorVersion = try reader.readByte()
            minorVersion = try reader.readByte()
            buildVersion = try reader.readByte()
            capabilities = CTAPHIDCapabilities(rawValue: try reader.readByte())
            additional = reader.readRest()
        } catch {
            throw ParsingError(byteCount: payload.count)
        }
    }

    /// The payload of the answer.
    package func encoded() -> [UInt8] {
        nonce + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: channel >> $0) }
            + [protocolVersion, majorVersion, minorVersion, buildVersion, capabilities.rawValue] + additional
    }
}
