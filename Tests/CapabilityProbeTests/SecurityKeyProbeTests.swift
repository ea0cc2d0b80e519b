import CBORTree
import CTAPMessages
import DeviceTransport
import Foundation
import Testing

@testable import CapabilityProbe

@Suite struct SecurityKeyProbeTests {
    static let aaguid: [UInt8] = Array(0x10..<0x20)

    static func getInfo(_ options: CBORItem = ["rk": true, "clientPin": false]) -> [UInt8] {
        let item: CBORItem = [
            0x01: ["FIDO_2_0", "FIDO_2_1"],
            0x02: ["hmac-secret"],
            0x03: .bytes(aaguid),
            0x04: options,
            0x05: 1200,
            0x06: [2, 1],
            0x09: ["usb"],
            0x0A: [["alg": -7, "type": "public-key"]],
            0x0E: 328_706,
            0x13: ["FIDO": 3],
        ]
        return item.encoded()
    }

    /// What libfido2 would make of the above.
    static var reference: ReferenceInformation {
        var reference = ReferenceInformation()
        reference.versions = ["FIDO_2_0", "FIDO_2_1"]
        reference.extensions = ["hmac-secret"]
        reference.transports = ["usb"]
        reference.aaguid = aaguid
        reference.options = ["rk": true, "clientPin": false]
        reference.pinUvAuthProtocols = [2, 1]
        reference.algorithms = [.init(type: "public-key", cose: -7)]
        reference.certifications = ["FIDO": 3]
        reference.maxMsgSize = 1200
        reference.firmwareVersion = 328_706
        return reference
    }

    @Test func asksThreeThings() throws {
        let client = StubClient(getInfo: Self.getInfo(), reference: .success(Self.reference))
        let facts = try SecurityKeyProbe.run(client: client, within: .seconds(1))
        #expect(client.exchanges == ["INIT", "getInfo", "PIN retries"])
        #expect(facts.aaguid?.bytes == Self.aaguid)
        #expect(facts.information?.versions == ["FIDO_2_0", "FIDO_2_1"])
        #expect(facts.information?.firmwareVersion == 328_706)
        #expect(facts.information?.certifications == ["FIDO": 3])
        #expect(facts.pinRetries == RetriesFact(count: 8))
        #expect(facts.uvRetries == nil)
        #expect(facts.capabilities == ["wink", "cbor"])
        #expect(facts.disagreements == [])
        #expect(facts.information?.canonicalFindings == [])
        #expect(facts.information?.malformations == [])
    }

    @Test func keepsAbsentApartFromFalse() throws {
        let client = StubClient(getInfo: Self.getInfo())
        let information = try #require(try SecurityKeyProbe.run(client: client, within: .seconds(1)).information)
        #expect(information.options?["clientPin"] == false)
        #expect(information.options?["uv"] == nil)
        #expect(information.minPINLength == nil)
        #expect(information.forcePINChange == nil)
        #expect(information.remainingDiscoverableCredentials == nil)
    }

    @Test(arguments: [true, false])
    func asksForUVRetriesWhereTheKeyListsIt(_ isConfigured: Bool) throws {
        let client = StubClient(
            getInfo: Self.getInfo(["uv": .bool(isConfigured)]),
            uv: .refused(CTAPStatus(rawValue: 1))
        )
        let facts = try SecurityKeyProbe.run(client: client, within: .seconds(1))
        #expect(client.exchanges == ["INIT", "getInfo", "PIN retries", "UV retries"])
        #expect(facts.uvRetries?.count == nil)
        #expect(facts.uvRetries?.refusal?.code == HexBytes([1]))
        #expect(facts.uvRetries?.refusal?.name == CTAPStatus(rawValue: 1).name)
    }

    @Test func asksAU2FKeyForNothingMore() throws {
        let client = StubClient(getInfo: nil)
        let facts = try SecurityKeyProbe.run(client: client, within: .seconds(1))
        #expect(client.exchanges == ["INIT", "getInfo"])
        #expect(!facts.isFIDO2)
        #expect(facts.pinRetries == nil)
        #expect(facts.aaguid == nil)
    }

    @Test func keepsWhatCannotBeRead() throws {
        let unreadable = TransportError(.malformed, operation: "fido_cbor_info_new")
        let client = StubClient(getInfo: [0xA1, 0x01], reference: .failure(unreadable))
        let facts = try SecurityKeyProbe.run(client: client, within: .seconds(1))
        #expect(facts.information?.raw == HexBytes([0xA1, 0x01]))
        #expect(facts.information?.unreadable?.contains("no CBOR") == true)
        #expect(facts.disagreements.map(\.theirs) == ["unreadable: fido_cbor_info_new"])
        #expect(facts.pinRetries == RetriesFact(count: 8))
    }

    @Test func passesOnThatTheKeyIsGone() {
        let gone = TransportError(.deviceRemoved, operation: "read")
        #expect(throws: gone) {
            try SecurityKeyProbe.run(client: StubClient(failing: gone), within: .seconds(1))
        }
        #expect(throws: gone) {
            let client = StubClient(getInfo: Self.getInfo(), reference: .failure(gone))
            return try SecurityKeyProbe.run(client: client, within: .seconds(1))
        }
        #expect(throws: gone) {
            let client = StubClient(getInfo: Self.getInfo(), pin: .failure(gone))
            return try SecurityKeyProbe.run(client: client, within: .seconds(1))
        }
    }

    struct Slip: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let change: @Sendable (inout ReferenceInformation) -> Void

        init(_ member: String, _ change: @escaping @Sendable (inout ReferenceInformation) -> Void) {
            testDescription = member
            self.change = change
        }
    }

    @Test(
        arguments: [
            Slip("versions") { $0.versions.reverse() },
            Slip("extensions") { $0.extensions = [] },
            Slip("aaguid") { $0.aaguid = Array(repeating: 0, count: 16) },
            Slip("options.rk") { $0.options["rk"] = false },
            Slip("options.clientPin") { $0.options["clientPin"] = nil },
            Slip("options.up") { $0.options["up"] = true },
            Slip("maxMsgSize") { $0.maxMsgSize = 2048 },
            Slip("pinUvAuthProtocols") { $0.pinUvAuthProtocols = [1, 2] },
            Slip("transports") { $0.transports = ["usb", "nfc"] },
            Slip("algorithms") { $0.algorithms = [] },
            Slip("firmwareVersion") { $0.firmwareVersion = 0 },
            Slip("certifications.FIDO") { $0.certifications["FIDO"] = 2 },
        ]
    )
    func reportsEveryDisagreement(_ slip: Slip) throws {
        var reference = Self.reference
        slip.change(&reference)
        let client = StubClient(getInfo: Self.getInfo(), reference: .success(reference))
        let facts = try SecurityKeyProbe.run(client: client, within: .seconds(1))
        #expect(facts.disagreements.map(\.member) == [slip.testDescription])
    }

    @Test func takesNoDefaultForADisagreement() throws {
        // libfido2 says 0, -1 and false for what is absent.
        let empty: CBORItem = [:]
        let client = StubClient(getInfo: empty.encoded())
        let facts = try SecurityKeyProbe.run(client: client, within: .seconds(1))
        #expect(facts.disagreements == [])
    }

    @Test func listsNonCanonicalForm() throws {
        let client = StubClient(getInfo: [0xA2, 0x05, 0x19, 0x00, 0x10, 0x01, 0x80])
        let facts = try SecurityKeyProbe.run(client: client, within: .seconds(1))
        #expect(facts.information?.canonicalFindings.count == 2)
    }

    @Test func hasAStableFormInJSON() throws {
        let client = StubClient(getInfo: Self.getInfo(), reference: .success(Self.reference))
        let facts = try SecurityKeyProbe.run(client: client, within: .seconds(1))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = try encoder.encode(facts)
        let text = String(decoding: json, as: UTF8.self)
        #expect(text.contains(#""aaguid":"10111213-1415-1617-1819-1a1b1c1d1e1f""#))
        #expect(text.contains(#""options":{"clientPin":false,"rk":true}"#))
        #expect(text.contains(#""pinRetries":{"count":8}"#))
        #expect(!text.contains("uvRetries"))
        #expect(!text.contains("minPINLength"))
        #expect(!text.contains("null"))
        #expect(try JSONDecoder().decode(SecurityKeyFacts.self, from: json) == facts)
    }

    @Test(arguments: [#""xyz""#, #""10111213""#, "3", "null"])
    func rejectsWhatIsNoAAGUID(_ json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(AAGUID.self, from: Data(json.utf8)) }
    }

    @Test(arguments: [#""0""#, #""0x""#, "3"])
    func rejectsWhatIsNoHexadecimal(_ json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(HexBytes.self, from: Data(json.utf8)) }
    }
}
