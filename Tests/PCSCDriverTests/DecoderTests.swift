import DeviceTransport
import Octets
import PCSCDriver
import Testing

@Suite("What reader drivers say")
struct DecoderTests {
    @Test(
        arguments: [
            ("07012000", USBAddress(bus: 1, device: 7)),
            ("fffe2000", USBAddress(bus: 254, device: 255)),
            ("0701200000000000", USBAddress(bus: 1, device: 7)),
            ("0701100000000000", nil), ("07011000", nil), ("0701200001000000", nil), ("070120", nil), ("", nil),
            ("0701200000", nil), ("00200107", nil),
        ]
    )
    func channelID(_ hex: String, _ address: USBAddress?) throws {
        #expect(USBAddress(channelID: try Hex.decode(hex)) == address)
    }

    /// The answer of a PIN pad reader, in the layout of PC/SC part 10, 2.2.
    private static let features = "060442330006" + "070442330007" + "0a044233000a" + "1204423300125504deadbeef"

    @Test func featuresAreRead() throws {
        let features = try ReaderFeature.list(parsing: try Hex.decode(Self.features))
        #expect(features.map(\.controlCode) == [0x4233_0006, 0x4233_0007, 0x4233_000A, 0x4233_0012, 0xDEAD_BEEF])
        #expect(features[0].tag == .verifyPINDirect)
        #expect(
            features.map(\.tag.name) == [
                "VERIFY_PIN_DIRECT", "MODIFY_PIN_DIRECT", "IFD_PIN_PROPERTIES", "GET_TLV_PROPERTIES", nil,
            ]
        )
        #expect(try ReaderFeature.list(parsing: []) == [])
    }

    @Test func featuresCutShortAreMalformed() throws {
        let bytes = try Hex.decode(Self.features)
        let malformed = TransportError(.malformed, operation: "CM_IOCTL_GET_FEATURE_REQUEST")
        for count in bytes.indices where !count.isMultiple(of: 6) {
            #expect(throws: malformed) { try ReaderFeature.list(parsing: Array(bytes.prefix(count))) }
        }
        #expect(throws: malformed) { try ReaderFeature.list(parsing: [0x06, 0x02, 0x42, 0x33]) }
    }

    @Test func propertiesAreRead() throws {
        let bytes = try Hex.decode("01020200" + "0803" + "312e30" + "0a0400000100" + "0b025010" + "0c020704" + "ee00")
        let properties = try ReaderProperty.list(parsing: bytes)
        #expect(
            properties.map(\.name) == [
                "wLcdLayout", "sFirmwareID", "dwMaxAPDUDataSize", "wIdVendor", "wIdProduct", nil,
            ]
        )
        #expect(properties.map(\.number) == [2, nil, 0x1_0000, 0x1050, 0x0407, nil])
        #expect(properties[1].value == Array("1.0".utf8))
    }

    /// Whatever the bytes, they are read or refused.
    @Test func everyPrefixAndEveryByteIsSurvived() throws {
        let bytes = try Hex.decode("010202000803312e300a0400000100")
        var (read, refused) = (0, 0)
        func attempt(_ bytes: [UInt8]) {
            do {
                let properties = try ReaderProperty.list(parsing: bytes)
                #expect(properties.map { $0.value.count + 2 }.reduce(0, +) == bytes.count)
                read += 1
            } catch {
                #expect(error == TransportError(.malformed, operation: "FEATURE_GET_TLV_PROPERTIES"))
                refused += 1
            }
        }
        for count in 0...bytes.count { attempt(Array(bytes.prefix(count))) }
        for index in bytes.indices {
            for value in UInt8.min...UInt8.max {
                var damaged = bytes
                damaged[index] = value
                attempt(damaged)
            }
        }
        #expect(read > 1_000 && refused > 500)
    }
}
