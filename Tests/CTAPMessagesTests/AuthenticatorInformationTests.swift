import CBORTree
import CTAPMessages
import FixtureSupport
import Foundation
import Octets
import Testing

@Suite struct AuthenticatorInformationTests {
    /// Every member that CTAP 2.3 names, each with a value of its own.
    private static let everything: CBORItem = [
        0x01: ["FIDO_2_0", "FIDO_2_3"], 0x02: ["credProtect", "hmac-secret"],
        0x03: .bytes(Array(repeating: 0xA5, count: 16)), 0x04: ["rk": true, "up": true, "plat": false],
        0x05: 1200, 0x06: [2, 1], 0x07: 8, 0x08: 128, 0x09: ["usb", "nfc"],
        0x0A: [["alg": -7, "type": "public-key"], ["alg": -8, "type": "public-key"]], 0x0B: 1024, 0x0C: false,
        0x0D: 4, 0x0E: 328_966, 0x0F: 32, 0x10: 1, 0x11: 3, 0x12: 2, 0x13: ["FIDO": 3, "CC-EAL": 5], 0x14: 21,
        0x15: [11, 12], 0x16: ["packed", "none"], 0x17: 7, 0x18: true, 0x19: .bytes([1, 2]), 0x1A: ["usb"],
        0x1B: true, 0x1C: .bytes(Array("https://example.org".utf8)), 0x1D: 63, 0x1E: .bytes([3, 4]), 0x1F: [1, 2, 3],
    ]

    @Test func readsEveryMember() throws {
        let info = try AuthenticatorInformation(parsing: Self.everything.encoded())
        #expect(info.tree == Self.everything)
        #expect(info.versions == ["FIDO_2_0", "FIDO_2_3"])
        #expect(info.extensions == ["credProtect", "hmac-secret"])
        #expect(info.aaguid?.description == "a5a5a5a5-a5a5-a5a5-a5a5-a5a5a5a5a5a5")
        #expect(info.options?.map(\.name) == ["rk", "up", "plat"])
        #expect(info.maxMsgSize == 1200)
        #expect(info.pinUvAuthProtocols == [2, 1])
        #expect(info.maxCredentialCountInList == 8)
        #expect(info.maxCredentialIdLength == 128)
        #expect(info.transports == ["usb", "nfc"])
        #expect(info.algorithms?.map(\.algorithm) == [.es256, .edDSA])
        #expect(info.algorithms?.map(\.type) == ["public-key", "public-key"])
        #expect(info.maxSerializedLargeBlobArray == 1024)
        #expect(info.forcePINChange == false)
        #expect(info.minPINLength == 4)
        #expect(info.firmwareVersion == 328_966)
        #expect(info.maxCredBlobLength == 32)
        #expect(info.maxRPIDsForSetMinPINLength == 1)
        #expect(info.preferredPlatformUvAttempts == 3)
        #expect(info.uvModality == .fingerprintInternal)
        #expect(info.certifications?.map { "\($0.name):\($0.level)" } == ["FIDO:3", "CC-EAL:5"])
        #expect(info.remainingDiscoverableCredentials == 21)
        #expect(info.vendorPrototypeConfigCommands == [11, 12])
        #expect(info.attestationFormats == ["packed", "none"])
        #expect(info.uvCountSinceLastPinEntry == 7)
        #expect(info.longTouchForReset == true)
        #expect(info.encIdentifier == [1, 2])
        #expect(info.transportsForReset == ["usb"])
        #expect(info.pinComplexityPolicy == true)
        #expect(info.pinComplexityPolicyURL == Array("https://example.org".utf8))
        #expect(info.maxPINLength == 63)
        #expect(info.encCredStoreState == [3, 4])
        #expect(info.authenticatorConfigCommands == [1, 2, 3])
        #expect(info.unknownMembers.isEmpty && info.malformations.isEmpty)
    }

    @Test func anOptionIsOnOrOffOrNotThere() throws {
        let info = try AuthenticatorInformation(tree: Self.everything)
        #expect(info[option: "rk"] == true)
        #expect(info[option: "plat"] == false)
        #expect(info[option: "uv"] == nil)
    }

    @Test func whatIsAbsentIsNeverADefault() throws {
        let info = try AuthenticatorInformation(parsing: [0xA0])
        let mirror = Mirror(reflecting: info)
        let optionals = mirror.children.filter { Mirror(reflecting: $0.value).displayStyle == .optional }
        #expect(optionals.count == 31)
        #expect(optionals.allSatisfy { Mirror(reflecting: $0.value).children.isEmpty })
        #expect(info.malformations.isEmpty)
        #expect(info[option: "up"] == nil)
    }

    /// With a text where none belongs, each member alone is nil and noted; everything else reads as before.
    @Test(arguments: AuthenticatorInformation.Member.known)
    func aMemberOfTheWrongTypeIsNotedAndStopsNothing(member: AuthenticatorInformation.Member) throws {
        let entries = try #require(Self.everything.entries)
            .map { entry in
                entry.key.unsignedInteger == member.rawValue
                    ? (entry.key, CBORItem.text("odd")) : (entry.key, entry.value)
            }
        let info = try AuthenticatorInformation(tree: .pairs(entries))
        #expect(info.malformations.map(\.member) == [member])
        #expect(info.malformations.first?.actual == "\"odd\"")
        let missing = Mirror(reflecting: info).children
            .filter { child in
                let value = Mirror(reflecting: child.value)
                return value.displayStyle == .optional && value.children.isEmpty
            }
        #expect(missing.map(\.label) == [member.name])
    }

    @Test func partsOfTheWrongTypeAreLeftOutAndNoted() throws {
        let info = try AuthenticatorInformation(tree: [
            0x01: ["FIDO_2_0", 7], 0x03: .bytes([1]), 0x04: ["rk": 1, "up": true, 5: false], 0x06: [1, "x"],
            0x0A: [["alg": -7], ["alg": -8, "type": "public-key"]], 0x13: ["FIDO": "L2", "CC-EAL": 4],
        ])
        #expect(info.versions == ["FIDO_2_0"])
        #expect(info.aaguid == nil)
        #expect(info.options?.map(\.name) == ["up"])
        #expect(info.pinUvAuthProtocols == [1])
        #expect(info.algorithms?.count == 1)
        #expect(info.certifications?.map(\.name) == ["CC-EAL"])
        #expect(
            info.malformations.map(\.actual) == [
                "7", "h'01'", "\"rk\": 1", "5: false", "\"x\"", "{\"alg\": -7}", "\"FIDO\": \"L2\"",
            ]
        )
    }

    @Test func membersWithoutANameAreKept() throws {
        let info = try AuthenticatorInformation(tree: [1: ["FIDO_2_0"], 0x20: 1, 99: "x", -1: 2, "versions": 3])
        #expect(info.unknownMembers.map(\.key) == [0x20, 99, -1, "versions"])
        #expect(info.unknownMembers.map(\.value) == [1, "x", 2, 3])
    }

    @Test func findsMembersWhoseKeysAreWrittenTooLong() throws {
        let info = try AuthenticatorInformation(parsing: Hex.decode("a118051904b0"))
        #expect(info.maxMsgSize == 1200)
        #expect(info.unknownMembers.isEmpty)
        #expect(info.tree.canonicalFindings().map(\.rule) == [.headNotShortest])
    }

    private static let unreadable: [([UInt8], AuthenticatorInformation.ParsingError)] = [
        ([0x80], AuthenticatorInformation.ParsingError.notAMap),
        ([], .notCBOR(CBORError(.truncated, offset: 0))),
        ([0x00, 0xA0], .notCBOR(CBORError(.leftover(1), offset: 1))),

    ]

    @Test(arguments: unreadable)
    func refusesWhatIsNoMap(bytes: [UInt8], expected: AuthenticatorInformation.ParsingError) {
        #expect(throws: expected) { try AuthenticatorInformation(parsing: bytes) }
    }

    @Test func survivesEveryPrefixAndEveryCorruption() throws {
        let bytes = Self.everything.encoded()
        for count in bytes.indices {
            #expect(throws: AuthenticatorInformation.ParsingError.self) {
                try AuthenticatorInformation(parsing: Array(bytes.prefix(count)))
            }
        }
        for index in bytes.indices {
            for value: UInt8 in [0x00, 0x1B, 0x5F, 0x9F, 0xBF, 0xC0, 0xF6, 0xFF] {
                var changed = bytes
                changed[index] = value
                guard let info = try? AuthenticatorInformation(parsing: changed) else { continue }
                #expect(info.tree.encoded() == changed)
            }
        }
    }

    @Test func membersHaveTheirNamesInOrder() {
        #expect(AuthenticatorInformation.Member.known.count == 31)
        #expect(AuthenticatorInformation.Member.versions.name == "versions")
        #expect(AuthenticatorInformation.Member.minPINLength.name == "minPINLength")
        #expect(AuthenticatorInformation.Member.authenticatorConfigCommands.name == "authenticatorConfigCommands")
        #expect(AuthenticatorInformation.Member(rawValue: 0).name == "getInfo member 0")
        #expect(AuthenticatorInformation.Member(rawValue: .max).name == "getInfo member 18446744073709551615")
    }
}

@Suite(.enabled(if: SharedData.folder != nil, "no reference data beside the checkout"))
struct PublishedInformationTests {
    private struct Row: Decodable {
        let aaguid: String?
        let versions: [String]?
        let cborHex: String
    }

    @Test func readsEveryPublishedAnswer() throws {
        let bytes = try #require(try SharedData.bytes("getinfo/raw-getinfo-cbor.json"))
        let rows = try JSONDecoder().decode([Row].self, from: Data(bytes))
        #expect(rows.count >= 10)
        for row in rows {
            let encoded = try Hex.decode(row.cborHex)
            let info = try AuthenticatorInformation(parsing: encoded)
            #expect(info.tree.encoded() == encoded)
            if let versions = row.versions { #expect(info.versions == versions) }
            #expect(info.aaguid.map { Hex.encode($0.bytes) } == row.aaguid)
            #expect(info.malformations.isEmpty, "\(info.malformations)")
        }
    }
}
