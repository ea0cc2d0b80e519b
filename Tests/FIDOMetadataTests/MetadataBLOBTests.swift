import CTAPMessages
import FIDOMetadata
import Testing
import Vocabulary

struct MetadataBLOBTests {
    @Test func readsAnEntry() throws {
        let statement: [String: String?] = [
            "attachmentHint": #"["external","wired","nfc"]"#, "keyProtection": #"["hardware"]"#,
            "userVerificationDetails":
                #"[[{"userVerificationMethod":"none"}],[{"userVerificationMethod":"passcode_external"}]]"#,
            "authenticatorGetInfo":
                #"{"versions":["FIDO_2_0","FIDO_2_1"],"aaguid":"11111111222243338444555555555555","transports":["usb"],"certifications":{"FIDO":3},"firmwareVersion":9}"#,
        ]
        let blob = try MetadataBLOB(parsing: SyntheticEntry.payload([SyntheticEntry.json(statement: statement)]))
        #expect(blob.no == 7)
        #expect(blob.nextUpdate == CalendarDate("2024-02-01"))
        #expect(blob.legalHeader == "synthetic")
        #expect(blob.rejected.isEmpty)
        #expect(blob.findings.isEmpty)
        let entry = try #require(try Self.lookup(in: blob).entry)
        #expect(entry.name == "Synthetic Key")
        #expect(entry.statement.attachmentHints == ["external", "wired", "nfc"])
        #expect(entry.statement.userVerificationMethods == ["none", "passcode_external"])
        #expect(entry.statement.informationVersions == ["FIDO_2_0", "FIDO_2_1"])
        #expect(entry.statement.claimedCertifications == ["FIDO": 3])
        #expect(entry.statement.protocolVersions == ["1.1"])
        #expect(entry.statement.trustAnchors == [[0x30, 0x00]])
        #expect(entry.statusReports.map(\.status) == [.fidoCertifiedL2])
    }

    @Test func readsEveryFieldOfAReport() throws {
        let report = #"""
            [{"status":"FIPS140_CERTIFIED_L3","effectiveDate":"2025-01-01","authenticatorVersion":5,
            "certificate":"MAA=","batchCertificate":"MAEA","url":"https://example.test","certificationDescriptor":"d",
            "certificateNumber":"n","certificationPolicyVersion":"1.4","certificationRequirementsVersion":"1.5",
            "certificationProfiles":["consumer","enterprise"],"sunsetDate":"2026-01-01","fipsRevision":3,
            "fipsPhysicalSecurityLevel":4,"newInVersion4":{"x":[1]}}]
            """#
        let blob = try MetadataBLOB(
            parsing: SyntheticEntry.payload([SyntheticEntry.json(["statusReports": report])])
        )
        let read = try #require(blob.entries.first?.statusReports.first)
        #expect(read.status == .fips140CertifiedL3)
        #expect(read.sunsetDate.date == CalendarDate("2026-01-01"))
        #expect(read.scope == [[0x30, 0x00], [0x30, 0x01, 0x00]])
        #expect(read.certificationProfiles == ["consumer", "enterprise"])
        #expect(read.fipsRevision == 3)
        #expect(read.fipsPhysicalSecurityLevel == 4)
        #expect(read.unknownFields == [UnknownField(name: "newInVersion4", json: #"{"x":[1]}"#)])
        #expect(blob.findings.contains { $0.path == "$.entries[0].statusReports[0].newInVersion4" })
    }

    @Test func keepsAStatusThatNobodyKnows() throws {
        let reports = #"[{"status":"FIDO_CERTIFIED_L9","effectiveDate":"2024-01-01"}]"#
        let blob = try MetadataBLOB(parsing: SyntheticEntry.payload([SyntheticEntry.json(["statusReports": reports])]))
        #expect(blob.entries.first?.statusReports.first?.status.rawValue == "FIDO_CERTIFIED_L9")
        #expect(blob.findings.map(\.kind) == [.unknownStatus])
    }

    /// What makes one entry useless, with the path that is blamed for it.
    struct BadEntry: CustomTestStringConvertible {
        let json: String
        let path: String
        let reason: String
        var testDescription: String { reason }

        static let all = [
            BadEntry(json: "3", path: "", reason: "not an object"),
            BadEntry(
                json: SyntheticEntry.json(["aaguid": nil]),
                path: "",
                reason: "neither aaguid, aaid nor attestationCertificateKeyIdentifiers"
            ),
            BadEntry(json: SyntheticEntry.json(["aaguid": #""no""#]), path: ".aaguid", reason: "\"no\" is no AAGUID"),
            BadEntry(
                json: SyntheticEntry.json(["aaguid": nil, "aaid": #""12#3""#]),
                path: ".aaid",
                reason: "\"12#3\" is no AAID"
            ),
            BadEntry(
                json: SyntheticEntry.json([
                    "aaguid": nil, "attestationCertificateKeyIdentifiers": #"["4170000090359"]"#,
                ]),
                path: ".attestationCertificateKeyIdentifiers[0]",
                reason: "\"4170000090359\" is no key identifier of 20 bytes"
            ),
            BadEntry(
                json: SyntheticEntry.json(["statusReports": nil]),
                path: ".statusReports",
                reason: "no status reports"
            ),
            BadEntry(
                json: SyntheticEntry.json(["statusReports": "[]"]),
                path: ".statusReports",
                reason: "status reports are not a list with a report in it"
            ),
            BadEntry(
                json: SyntheticEntry.json(["statusReports": #"[{"status":"REVOKED"},7]"#]),
                path: ".statusReports[1]",
                reason: "not an object"
            ),
            BadEntry(
                json: SyntheticEntry.json(["statusReports": #"[{"effectiveDate":"2024-01-01"}]"#]),
                path: ".statusReports[0].status",
                reason: "no status"
            ),
            BadEntry(
                json: SyntheticEntry.json(["statusReports": #"[{"status":"\ud800"}]"#]),
                path: ".statusReports[0].status",
                reason: "no status"
            ),
        ]
    }

    @Test(arguments: BadEntry.all)
    func oneBadEntryDropsNothingElse(bad: BadEntry) throws {
        let good = SyntheticEntry.json(["aaguid": #""99999999-2222-4333-8444-555555555555""#])
        let blob = try MetadataBLOB(parsing: SyntheticEntry.payload([good, bad.json, SyntheticEntry.json()]))
        #expect(blob.entries.map(\.index) == [0, 2])
        #expect(blob.rejected.map(\.path) == ["$.entries[1]\(bad.path)"])
        #expect(blob.rejected.map(\.reason) == [bad.reason])
    }

    @Test(
        arguments: [
            (["statusReports": #"[{"status":"REVOKED","effectiveDate":"soon"}]"#], [:], "invalidField"),
            (["metadataStatement": nil], [:], "missingField"), (["metadataStatement": "[]"], [:], "invalidField"),
            (["timeOfLastStatusChange": #""2023-01-01""#], [:], "contradiction"),
            ([:], ["aaguid": #""99999999-2222-4333-8444-555555555555""#], "contradiction"),
            (
                [:], ["authenticatorGetInfo": #"{"aaguid":"99999999222243338444555555555555"}"#],
                "contradiction"
            ),
            ([:], ["authenticatorGetInfo": #"{"aaguid":"TnaPLF+rSLOzACIOtId1Kw=="}"#], "invalidField"),
            ([:], ["protocolFamily": #""u2f""#], "contradiction"), ([:], ["protocolFamily": "9"], "invalidField"),
            ([:], ["attestationRootCertificates": "[]"], "noTrustAnchor"),
            ([:], ["attestationRootCertificates": #"["MAA=", "M A A="]"#], "invalidCertificate"),
            ([:], ["attestationRootCertificates": #"["MAA=", "MAAA"]"#], "invalidCertificate"),
            ([:], ["attestationRootCertificates": #"["MAA=", "!"]"#], "invalidCertificate"),
            ([:], ["attestationRootCertificates": #"["MAA=", "MAEA", "MAIA"]"#], "invalidCertificate"),
            (["surprise": "1"], [:], "unknownField"), ([:], ["surprise": "1"], "unknownField"),
            (
                [
                    "statusReports":
                        #"[{"status":"FIDO_CERTIFIED_L2","effectiveDate":"2024-01-01"},{"status":"FIDO_CERTIFIED_L1","effectiveDate":"2024-01-01"}]"#
                ],
                [:], "contradiction"
            ),
        ] as [([String: String?], [String: String?], String)]
    )
    func oddEntriesLiveAndAreListed(members: [String: String?], statement: [String: String?], kind: String) throws {
        let blob = try MetadataBLOB(
            parsing: SyntheticEntry.payload([SyntheticEntry.json(members, statement: statement)])
        )
        #expect(blob.rejected.isEmpty)
        #expect(blob.entries.count == 1)
        #expect(Set(blob.findings.map(\.kind.rawValue)).contains(kind))
        #expect(blob.findings.allSatisfy { $0.path.hasPrefix("$.entries[0]") })
    }

    @Test func bytesBehindACertificateAreCutOff() throws {
        let statement = ["attestationRootCertificates": #"["MAEAAAA="]"#]
        let blob = try MetadataBLOB(parsing: SyntheticEntry.payload([SyntheticEntry.json(statement: statement)]))
        #expect(blob.entries.first?.statement.trustAnchors == [[0x30, 0x01, 0x00]])
        #expect(blob.findings.map(\.reason) == ["2 bytes follow the certificate; they are not used"])
    }

    @Test func oneGoodKeyIdentifierIsEnough() throws {
        let good = String(repeating: "ab", count: 20)
        let blob = try MetadataBLOB(
            parsing: SyntheticEntry.payload([
                SyntheticEntry.json(
                    ["aaguid": nil, "attestationCertificateKeyIdentifiers": #"["417","\#(good)"]"#],
                    statement: ["protocolFamily": #""u2f""#]
                )
            ])
        )
        #expect(blob.lookup(.keyIdentifier([UInt8](repeating: 0xAB, count: 20))).entry != nil)
        #expect(blob.findings.map(\.kind) == [.invalidField])
    }

    @Test func uafModelsAreFoundByTheirAAID() throws {
        let blob = try MetadataBLOB(
            parsing: SyntheticEntry.payload([
                SyntheticEntry.json(["aaguid": nil, "aaid": #""4E4E#400A""#], statement: ["protocolFamily": #""uaf""#])
            ])
        )
        #expect(blob.lookup(.aaid("4e4e#400a")).entry != nil)
    }

    @Test func equalDuplicatesStandForEachOther() throws {
        let entry = SyntheticEntry.json()
        let blob = try MetadataBLOB(parsing: SyntheticEntry.payload([entry, entry]))
        #expect(try Self.lookup(in: blob).entry?.index == 0)
        #expect(blob.findings.map(\.kind) == [.duplicateIdentifier])
    }

    @Test func differingDuplicatesAreBelievedNeither() throws {
        let revoked = SyntheticEntry.json(["statusReports": #"[{"status":"REVOKED"}]"#])
        let blob = try MetadataBLOB(parsing: SyntheticEntry.payload([SyntheticEntry.json(), revoked]))
        guard case .ambiguous(let entries) = try Self.lookup(in: blob) else {
            Issue.record("one of two contradicting entries was chosen")
            return
        }
        #expect(entries.map(\.index) == [0, 1])
        #expect(blob.findings.map(\.kind) == [.duplicateIdentifier])
    }

    @Test(arguments: [
        ("[]", BLOBError.notAnObject), ("{}", .noNumber), (#"{"no":-1,"entries":[]}"#, .noNumber),
        (#"{"no":1.5,"entries":[]}"#, .noNumber), (#"{"no":1}"#, .noEntries), (#"{"no":1,"entries":{}}"#, .noEntries),
        (#"{"no":18446744073709551616,"entries":[]}"#, .noNumber),
        ("{", .malformedJSON(JSONError(.unexpectedEnd, offset: 1))),
    ])
    func refusesWhatIsNoBLOB(json: String, error: BLOBError) {
        #expect(throws: error) { try MetadataBLOB(parsing: Array(json.utf8)) }
    }

    @Test func unknownModelsAreAbsent() throws {
        let blob = try MetadataBLOB(parsing: SyntheticEntry.payload([]))
        guard case .absent = blob.lookup(AAGUID.zero) else {
            Issue.record("found a model in an empty BLOB")
            return
        }
    }

    @Test func duplicateMembersAreFindings() throws {
        let blob = try MetadataBLOB(parsing: SyntheticEntry.payload([], extra: #","no":8"#))
        #expect(blob.no == 7)
        #expect(blob.findings.map(\.kind) == [.duplicateField])
    }

    @Test func noCorruptedByteTraps() {
        let bytes = SyntheticEntry.payload([SyntheticEntry.json()])
        var accepted = 0
        for position in bytes.indices {
            for value in [UInt8(0), 0x20, 0x22, 0x2C, 0x30, 0x5B, 0x5C, 0x7D, 0x80, 0xFF] {
                var corrupted = bytes
                corrupted[position] = value
                if (try? MetadataBLOB(parsing: corrupted)) != nil { accepted += 1 }
            }
        }
        #expect(accepted > 0)
    }

    private static func lookup(in blob: MetadataBLOB) throws -> MetadataLookup {
        blob.lookup(try #require(AAGUID(text: SyntheticEntry.aaguid)))
    }
}
