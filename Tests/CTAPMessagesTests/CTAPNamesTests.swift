import CTAPMessages
import Testing

@Suite struct CTAPNamesTests {
    private static let statuses: [(CTAPStatus, String)] = [
        (CTAPStatus.success, "CTAP2_OK"), (.pinInvalid, "CTAP2_ERR_PIN_INVALID"),
        (.pinUvAuthTokenRequired, "CTAP2_ERR_PUAT_REQUIRED"),
        (.unauthorizedPermission, "CTAP2_ERR_UNAUTHORIZED_PERMISSION"),
        (.other, "CTAP1_ERR_OTHER"), (CTAPStatus(rawValue: 0xE3), "extension-specific status 0xE3"),
        (CTAPStatus(rawValue: 0xF0), "vendor-specific status 0xF0"), (CTAPStatus(rawValue: 0x99), "CTAP status 0x99"),

    ]

    @Test(arguments: statuses)
    func statusesAreNamedAsInTheSpecification(status: CTAPStatus, name: String) {
        #expect(status.name == name)
        #expect("\(status)" == name)
    }

    @Test func noTwoStatusesShareAName() {
        let names = (UInt8.min...UInt8.max).map { CTAPStatus(rawValue: $0).name }
        #expect(Set(names).count == 256)
    }

    private static let commands: [(CTAPCommand, UInt8, String)] = [
        (CTAPCommand.getInfo, 0x04, "authenticatorGetInfo"), (.clientPIN, 0x06, "authenticatorClientPIN"),
        (.authenticatorConfig, 0x0D, "authenticatorConfig"),
        (.credentialManagementPreview, 0x41, "authenticatorCredentialManagement (preview)"),
        (CTAPCommand(rawValue: 0x50), 0x50, "vendor CTAP command 0x50"),
        (CTAPCommand(rawValue: 0x03), 0x03, "CTAP command 0x03"),

    ]

    @Test(arguments: commands)
    func commandsAreNamedAsInTheSpecification(command: CTAPCommand, number: UInt8, name: String) {
        #expect(command.rawValue == number)
        #expect(command.name == name)
    }

    @Test(arguments: [(-7, "ES256"), (-8, "EdDSA"), (-257, "RS256"), (-65535, "RS1"), (-1234, "COSE algorithm -1234")])
    func algorithmsAreNamedAsRegistered(number: Int64, name: String) {
        #expect(COSEAlgorithm(rawValue: number).name == name)
    }

    @Test func verificationMethodsAreNamedByBit() {
        let methods = UserVerificationMethods(rawValue: 0x0806 | 1 << 40)
        #expect(methods.names == ["fingerprint_internal", "passcode_internal", "passcode_external", "bit 40"])
        #expect(methods.contains(.fingerprintInternal))
        #expect(UserVerificationMethods().names.isEmpty)
    }
}

@Suite struct AAGUIDTests {
    private static let text = "d8522d9f-575b-4866-88a9-ba99fa02f35b"

    @Test(arguments: [text, text.uppercased(), "d8522d9f575b486688a9ba99fa02f35b"])
    func readsBothForms(text: String) throws {
        let aaguid = try #require(AAGUID(text: text))
        #expect(aaguid.bytes.prefix(4) == [0xD8, 0x52, 0x2D, 0x9F])
        #expect(aaguid.description == Self.text)
        #expect(AAGUID(bytes: aaguid.bytes) == aaguid)
    }

    @Test(arguments: [
        "", "d8522d9f", "d8522d9f-575b-4866-88a9-ba99fa02f35", "d8522d9f-575b-4866-88a9-ba99fa02f35bb",
        "d8522d9f575b-4866-88a9-ba99fa02f35b", "g8522d9f-575b-4866-88a9-ba99fa02f35b",
        "d8522d9f-575b-4866-88a9-ba99fa02f35b-", "{d8522d9f-575b-4866-88a9-ba99fa02f35b}",
    ])
    func refusesEverythingElse(text: String) {
        #expect(AAGUID(text: text) == nil)
    }

    @Test(arguments: [0, 15, 17, 32])
    func hasSixteenBytes(count: Int) {
        #expect(AAGUID(bytes: Array(repeating: 1, count: count)) == nil)
    }

    @Test func theZeroOneNamesNoModel() {
        #expect(AAGUID.zero.description == "00000000-0000-0000-0000-000000000000")
        #expect(AAGUID(bytes: Array(repeating: 0, count: 16)) == .zero)
    }
}
