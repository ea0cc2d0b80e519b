import FIDOMetadata
import Testing
import Vocabulary

struct MetadataQueryTests {
    private static func blob() throws -> MetadataBLOB {
        let l1 = #"[{"status":"FIDO_CERTIFIED_L1","effectiveDate":"2024-01-01"}]"#
        let aaguids = ["a", "b", "c"].map { "\"" + String(repeating: $0, count: 8) + "-2222-4333-8444-555555555555\"" }
        return try MetadataBLOB(
            parsing: SyntheticEntry.payload([
                SyntheticEntry.json(
                    ["aaguid": aaguids[0]],
                    statement: [
                        "description": #""Alpha NFC""#, "attachmentHint": #"["external","wired","nfc"]"#,
                    ]
                ),
                SyntheticEntry.json(
                    ["aaguid": aaguids[1], "statusReports": l1],
                    statement: [
                        "description": #""Beta""#, "attachmentHint": #"["internal"]"#,
                        "authenticatorGetInfo": #"{"transports":["usb","smart-card"]}"#,
                    ]
                ),
                SyntheticEntry.json(
                    ["aaguid": nil, "aaid": #""1234#abcd""#],
                    statement: ["description": #""Gamma""#, "protocolFamily": #""uaf""#]
                ),
            ])
        )
    }

    @Test(
        arguments: [
            (nil, nil, nil, nil, ["Alpha NFC", "Beta", "Gamma"]), (.l2, nil, nil, nil, ["Alpha NFC", "Gamma"]),
            (.l1, nil, nil, nil, ["Alpha NFC", "Beta", "Gamma"]), (.l3, nil, nil, nil, []),
            (nil, .fido2, nil, nil, ["Alpha NFC", "Beta"]), (nil, .uaf, nil, nil, ["Gamma"]),
            (nil, nil, .usb, nil, ["Alpha NFC", "Beta"]), (nil, nil, .nfc, nil, ["Alpha NFC"]),
            (nil, nil, .smartCard, nil, ["Beta"]), (nil, nil, .internal, nil, []),
            (nil, nil, nil, "ALPHA", ["Alpha NFC"]), (nil, nil, nil, "#abcd", ["Gamma"]),
            (nil, nil, nil, "bbbb", ["Beta"]),
            (nil, nil, nil, "", ["Alpha NFC", "Beta", "Gamma"]), (.l2, nil, .usb, nil, ["Alpha NFC"]),
        ] as [(CertificationLevel?, ProtocolFamily?, AuthenticatorTransport?, String?, [String])]
    )
    func finds(
        level: CertificationLevel?,
        family: ProtocolFamily?,
        transport: AuthenticatorTransport?,
        text: String?,
        names: [String]
    ) throws {
        var query = MetadataQuery()
        query.minimumLevel = level
        query.protocolFamily = family
        query.transport = transport
        query.text = text
        let date = try #require(CalendarDate("2025-01-01"))
        #expect(query.matches(in: try Self.blob().entries, at: date).map(\.entry.name) == names)
    }

    @Test func saysWhatChanged() throws {
        func blob(_ reports: [String: String]) throws -> MetadataBLOB {
            try MetadataBLOB(
                parsing: SyntheticEntry.payload(
                    reports.sorted { $0.key < $1.key }
                        .map { letter, reports in
                            let aaguid = "\"\(String(repeating: letter, count: 8))-2222-4333-8444-555555555555\""
                            return SyntheticEntry.json(
                                ["aaguid": aaguid, "statusReports": reports],
                                statement: ["description": "\"\(letter)\""]
                            )
                        }
                )
            )
        }
        let l1 = #"{"status":"FIDO_CERTIFIED_L1","effectiveDate":"2024-01-01"}"#
        let l2 = #"{"status":"FIDO_CERTIFIED_L2","effectiveDate":"2024-06-01"}"#
        let revoked = #"{"status":"REVOKED","effectiveDate":"2024-07-01"}"#
        let old = try blob(["a": "[\(l1)]", "b": "[\(l2)]", "c": "[\(l1),\(l2)]", "d": "[\(l1)]"])
        let new = try blob(["a": "[\(l1),\(l2)]", "b": "[\(revoked)]", "c": "[\(l2),\(l1)]", "e": "[\(l1)]"])
        let date = try #require(CalendarDate("2025-01-01"))
        let difference = MetadataDifference(from: old, to: new, at: date)
        #expect(difference.added.map(\.name) == ["e"])
        #expect(difference.removed.map(\.name) == ["d"])
        #expect(difference.changed.map(\.entry.name) == ["a", "b"])
        #expect(difference.changed.map(\.before) == [.l1, .l2])
        #expect(difference.changed.map(\.after) == [.l2, nil])
        #expect(difference.changed.last?.removed.map(\.status) == [.fidoCertifiedL2])
        #expect(difference.changed.last?.added.map(\.status) == [.revoked])
        #expect(MetadataDifference(from: old, to: old, at: date).changed.isEmpty)
    }

    @Test func unreadableAnchorsAreListed() throws {
        let root = try TestWorld.shared.get().root
        let list = #"["MAA=","\#(Base64.encode(root.der, .standard))"]"#
        let blob = try MetadataBLOB(
            parsing: SyntheticEntry.payload([
                SyntheticEntry.json(statement: ["attestationRootCertificates": list])
            ])
        )
        let findings = blob.unreadableAnchors()
        #expect(findings.map(\.path) == ["$.entries[0].metadataStatement.attestationRootCertificates"])
        #expect(findings.map(\.kind) == [.invalidCertificate])
    }
}
