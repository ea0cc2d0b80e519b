import Testing

/// A sound manifest with one thing changed, and all that is said about it.
struct BrokenManifest: CustomTestStringConvertible {
    let name: String
    let text: String
    let faults: [String]

    var testDescription: String { name }

    private init(_ name: String, _ sound: String, _ broken: String, _ faults: String...) {
        self.name = name
        precondition(Self.sound.contains(sound), "the sound manifest holds no \(sound)")
        let parts = Self.sound.split(separator: sound, maxSplits: 1, omittingEmptySubsequences: false)
        text = parts.joined(separator: broken)
        self.faults = faults
    }

    static let sound = """
        format: 1
        assessment:
          id: desk
        os:
          family: windows
          release: "11"
          display-version: 24H2
          build: "26100.7171"
          edition-id: Enterprise
        browsers:
          - product: edge
            version: 142.0.3595.90
            mode: native
            launch-arguments: []
          - product: chrome
            extensions:
              - id: abcdefghijklmnopabcdefghijklmnop
        nhs-client:
          credential-management:
            version: "4.1"
          identity-agent: absent
          smartcard-connect: true
        smartcard-stack:
          readers:
            - name: Reader
              usb-id: "076B:3021"
          card-series: [8, 9]
        authenticators:
          - smartcards
          - id: security-keys
            models:
              - name: Key
                firmware: 5.7.1
        systems: [ncrs, e-rs]
        printer: absent
        reference:
          chrome-stable:
            milestone: 142
            as-of: 2025-11-20
            source: page

        """

    static let all: [Self] = [
        // The whole.
        Self("no format", "format: 1\n", "", #"1:1: the document lacks the key "format""#),
        Self("a future format", "format: 1", "format: 2", #"1:9: format must be 1, not "2""#),
        Self(
            "an unknown section",
            "printer: absent",
            "printr: absent",
            #"35:1: unknown key "printr" (did you mean "printer"?)"#
        ),
        Self(
            "a section in the wrong case",
            "nhs-client:",
            "nhsClient:",
            #"18:1: unknown key "nhsClient" (did you mean "nhs-client"?)"#
        ),
        Self(
            "a section twice",
            "printer: absent",
            "printer: absent\nprinter: absent",
            #"36:1: the key "printer" is given twice, first on line 35"#
        ),
        Self("no systems", "systems: [ncrs, e-rs]\n", "", #"1:1: the document lacks the key "systems""#),
        Self(
            "two documents",
            "printer: absent",
            "---\nprinter: absent",
            #"35:1: the file holds more than one document"#
        ),
        Self("a tab", "  id: desk", "\tid: desk", #"3:1: a tab indents this line: use spaces"#),
        Self(
            "wrong indentation",
            "  release: \"11\"",
            "   release: \"11\"",
            #"6:11: a colon is not allowed here: put text that holds a colon in quotes, or mend the indentation"#
        ),
        Self(
            "an anchor",
            "  identity-agent: absent",
            "  identity-agent: &gone absent",
            #"21:19: anchors and aliases are not allowed: write the value where it is used"#
        ),
        // Assessment.
        Self(
            "an id with capitals",
            "id: desk",
            "id: Front Desk",
            #"3:7: assessment.id must be a name of lower-case letters, digits and hyphens, not "Front Desk" (did you mean "front-desk"?)"#
        ),
        Self("an empty id", "id: desk", "id:", #"3:6: assessment.id is empty: give a value or remove the line"#),
        Self("an assessment without its id", "id: desk", "title: Desk", #"3:3: assessment lacks the key "id""#),
        Self(
            "an assessment that is a word",
            "assessment:\n  id: desk",
            "assessment: desk",
            #"2:13: assessment must be a mapping of keys, not "desk""#
        ),
        // Operating system.
        Self(
            "an unknown family",
            "family: windows",
            "family: window",
            #"5:11: os.family cannot be "window": one of windows, macos, ipados, linux, chromeos, android (did you mean "windows"?)"#
        ),
        Self(
            "a family of no kind",
            "family: windows",
            "family: amiga",
            #"5:11: os.family cannot be "amiga": one of windows, macos, ipados, linux, chromeos, android"#
        ),
        Self(
            "a key of another spelling",
            "edition-id: Enterprise",
            "edition: Enterprise",
            #"9:3: os: unknown key "edition" (did you mean "edition-id"?)"#
        ),
        Self(
            "an edition in the wrong case",
            "edition-id: Enterprise",
            "edition-id: IotEnterprise",
            #"9:15: os.edition-id cannot be "IotEnterprise" (did you mean "IoTEnterprise"?)"#
        ),
        Self(
            "an edition by its trade name",
            "edition-id: Enterprise",
            "edition-id: Enterprise LTSC",
            #"9:15: os.edition-id cannot be "Enterprise LTSC" (did you mean "EnterpriseS"?)"#
        ),
        Self(
            "a release that is a name",
            "release: \"11\"",
            "release: Windows 11",
            #"6:12: os.release must be a version number such as 4.1 or 138.0.3351.83, not "Windows 11""#
        ),
        Self(
            "a display version that never is",
            "display-version: 24H2",
            "display-version: 24H3",
            #"7:20: os.display-version must be a Windows version such as 24H2, not "24H3""#
        ),
        Self(
            "a display version before its product",
            "display-version: 24H2",
            "display-version: 20H2",
            #"7:20: os.display-version: there is no Windows 11 20H2"#
        ),
        Self(
            "a display version of another build",
            "display-version: 24H2",
            "display-version: 25H2",
            #"8:10: os.build: build 26100 is 24H2, not 25H2"#
        ),
        Self(
            "a build of another product",
            "build: \"26100.7171\"",
            "build: \"19045.6456\"",
            #"8:10: os.build: build 19045 is Windows 10, not Windows 11"#
        ),
        Self(
            "a build with the kernel before it",
            "build: \"26100.7171\"",
            "build: 10.0.26100.7171",
            #"8:10: os.build must be the build and its revision, not "10.0.26100.7171" (did you mean "26100.7171"?)"#
        ),
        Self(
            "Windows keys on an iPad",
            "family: windows",
            "family: ipados",
            #"7:3: os.display-version: only Windows has this, and the family is ipados"#,
            #"9:3: os.edition-id: only Windows has this, and the family is ipados"#
        ),
        // Browsers.
        Self(
            "a browser by its long name",
            "product: edge",
            "product: microsoft-edge",
            #"11:14: browsers[0].product cannot be "microsoft-edge" (did you mean "edge"?)"#
        ),
        Self(
            "no product",
            "  - product: chrome\n    extensions",
            "  - channel: stable\n    extensions",
            #"15:5: browsers[1] lacks the key "product""#
        ),
        Self(
            "a version in words",
            "version: 142.0.3595.90",
            "version: latest",
            #"12:14: browsers[0].version must be a version number such as 4.1 or 138.0.3351.83, not "latest""#
        ),
        Self(
            "a mode of another browser",
            "  - product: chrome\n",
            "  - product: chrome\n    mode: native\n",
            #"16:5: browsers[1].mode: only Edge has modes, and the product is chrome"#
        ),
        Self(
            "several arguments in one",
            "launch-arguments: []",
            "launch-arguments: [\"--kiosk --inprivate\"]",
            #"14:24: browsers[0].launch-arguments[0] holds several arguments: write each as an element of the list"#
        ),
        Self(
            "an argument that is a mapping",
            "launch-arguments: []",
            "launch-arguments: [{kiosk: true}]",
            #"14:24: browsers[0].launch-arguments[0] must be text, not a mapping of keys"#
        ),
        Self(
            "arguments that are no list",
            "launch-arguments: []",
            "launch-arguments: --kiosk",
            #"14:23: browsers[0].launch-arguments must be a list, not "--kiosk""#
        ),
        Self(
            "an unknown policy",
            "    mode: native",
            "    policies: {InPrivateModeAvailable: 1}",
            #"13:16: browsers[0].policies: unknown key "InPrivateModeAvailable" (did you mean "InPrivateModeAvailability"?)"#
        ),
        Self(
            "a policy out of range",
            "    mode: native",
            "    policies: {InPrivateModeAvailability: 3}",
            #"13:43: browsers[0].policies.InPrivateModeAvailability must be a whole number from 0 to 2, not "3""#
        ),
        Self(
            "an extension id that is none",
            "abcdefghijklmnopabcdefghijklmnop",
            "nhs-credentials",
            #"17:13: browsers[1].extensions[0].id must be an extension id of 32 letters from a to p, not "nhs-credentials""#
        ),
        Self(
            "the same browser twice",
            "product: chrome",
            "product: edge\n    mode: native",
            #"15:14: the browser "edge native" is given twice, first on line 11"#
        ),
        Self(
            "no browser",
            "  - product: edge",
            "  - ~\n  - product: edge",
            #"11:5: browsers[0] is empty: give a value or remove the line"#
        ),
        // NHS client and smartcards.
        Self(
            "an agent that is gone",
            "identity-agent: absent",
            "identity-agent: none",
            #"21:19: nhs-client.identity-agent must be absent or a mapping of keys, not "none" (did you mean "absent"?)"#
        ),
        Self(
            "an agent with an unknown mode",
            "identity-agent: absent",
            "identity-agent: {mode: mobile}",
            #"21:26: nhs-client.identity-agent.mode cannot be "mobile": one of normal, enhanced-normal, session-persistence, mobility"#
        ),
        Self(
            "a truth in other words",
            "smartcard-connect: true",
            "smartcard-connect: yes",
            #"22:22: nhs-client.smartcard-connect must be true or false, not "yes" (did you mean "true"?)"#
        ),
        Self(
            "a digest that is too short",
            "    version: \"4.1\"",
            "    sha256: abc",
            #"20:13: nhs-client.credential-management.sha256 must be a SHA-256 digest of 64 hexadecimal digits, not "abc""#
        ),
        Self(
            "a USB identity without a colon",
            "\"076B:3021\"",
            "076B3021",
            #"26:15: smartcard-stack.readers[0].usb-id must be a USB identity such as 076B:3021, not "076B3021""#
        ),
        Self(
            "a card series that never was",
            "[8, 9]",
            "[7, 8]",
            #"27:17: smartcard-stack.card-series[0] cannot be "7": one of 4, 5, 6, 8, 9, 10"#
        ),
        Self(
            "a card series twice",
            "[8, 9]",
            "[8, 9, 8]",
            #"27:23: the card series "8" is given twice, first on line 27"#
        ),
        // Authenticators and systems.
        Self(
            "an unknown authenticator",
            "- smartcards",
            "- smart-card",
            #"29:5: authenticators[0] cannot be "smart-card" (did you mean "smartcards"?)"#
        ),
        Self(
            "an authenticator twice",
            "- smartcards",
            "- smartcards\n  - id: smartcards",
            #"30:9: the authenticator "smartcards" is given twice, first on line 29"#
        ),
        Self(
            "a key of another authenticator",
            "- id: security-keys",
            "- id: windows-hello",
            #"31:5: authenticators[1].models: this says nothing about windows-hello"#
        ),
        Self(
            "an AAGUID that is none",
            "firmware: 5.7.1",
            "aaguid: yubikey",
            #"33:17: authenticators[1].models[0].aaguid must be an AAGUID such as cb69481e-8ff7-4039-93ec-0a2729a154a8, not "yubikey""#
        ),
        Self(
            "a firmware with a letter",
            "firmware: 5.7.1",
            "firmware: v5.7.1",
            #"33:19: authenticators[1].models[0].firmware must be a version number such as 4.1 or 138.0.3351.83, not "v5.7.1""#
        ),
        Self(
            "a system by its title",
            "[ncrs, e-rs]",
            "[NCRS, e-rs]",
            #"34:11: systems[0] must be a name of lower-case letters, digits and hyphens, not "NCRS" (did you mean "ncrs"?)"#
        ),
        Self(
            "a system twice",
            "[ncrs, e-rs]",
            "[ncrs, e-rs, ncrs]",
            #"34:23: the system "ncrs" is given twice, first on line 34"#
        ),
        Self("systems as one text", "[ncrs, e-rs]", "ncrs e-rs", #"34:10: systems must be a list, not "ncrs e-rs""#),
        Self("systems as nothing", "[ncrs, e-rs]", "[]", #"34:10: systems must not be empty"#),
        // Reference values and the rest.
        Self(
            "a milestone without its day",
            "    as-of: 2025-11-20\n",
            "",
            #"38:5: reference.chrome-stable lacks the key "as-of""#
        ),
        Self(
            "a day that never is",
            "2025-11-20",
            "2025-11-31",
            #"39:12: reference.chrome-stable.as-of must be a date such as 2024-12-20, not "2025-11-31""#
        ),
        Self(
            "a day in another order",
            "2025-11-20",
            "20/11/2025",
            #"39:12: reference.chrome-stable.as-of must be a date such as 2024-12-20, not "20/11/2025""#
        ),
        Self(
            "a milestone that is a version",
            "milestone: 142",
            "milestone: 142.0",
            #"38:16: reference.chrome-stable.milestone must be a whole number from 1 to 9999, not "142.0""#
        ),
        Self(
            "a printer in words",
            "printer: absent",
            "printer: Magicard 300",
            #"35:10: printer must be absent or a mapping of keys, not "Magicard 300""#
        ),
        Self(
            "a host with a scheme",
            "printer: absent",
            "network: {reachable: [\"https://nhs.uk\"]}",
            #"35:23: network.reachable[0] must be a host name without scheme or path, not "https://nhs.uk""#
        ),
        Self(
            "a kind of machine",
            "printer: absent",
            "virtualisation: {kind: hyper-v}",
            #"35:24: virtualisation.kind cannot be "hyper-v": one of physical, vdi, citrix, terminal-services, cloud-pc"#
        ),
        Self(
            "a mapping where a list belongs",
            "printer: absent",
            "management: [mdm]",
            #"35:13: management must be a mapping of keys, not a list"#
        ),
        Self(
            "many things at once",
            "format: 1\nassessment:\n  id: desk\nos:\n  family: windows\n",
            "format: one\nassessment:\n  id: Desk!\n  titel: Desk\nos:\n  famly: windows\n",
            #"1:9: format must be 1, not "one""#,
            #"3:7: assessment.id must be a name of lower-case letters, digits and hyphens, not "Desk!" (did you mean "desk"?)"#,
            #"4:3: assessment: unknown key "titel" (did you mean "title"?)"#,
            #"6:3: os: unknown key "famly" (did you mean "family"?)"#,
            #"6:3: os lacks the key "family""#
        ),
    ]
}
