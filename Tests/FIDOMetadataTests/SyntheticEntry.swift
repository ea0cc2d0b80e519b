import FIDOMetadata

/// JSON of metadata entries that no vendor ever submitted.
enum SyntheticEntry {
    static let aaguid = "11111111-2222-4333-8444-555555555555"

    /// An entry with everything that the specification requires; any member can be replaced, or left out with `nil`.
    static func json(_ members: [String: String?] = [:], statement: [String: String?] = [:]) -> String {
        var all: [String: String?] = [
            "aaguid": #""\#(aaguid)""#,
            "metadataStatement": object(defaultStatement.merging(statement) { $1 }),
            "statusReports": #"[{"status":"FIDO_CERTIFIED_L2","effectiveDate":"2024-01-01"}]"#,
            "timeOfLastStatusChange": #""2024-01-02""#,
        ]
        all.merge(members) { $1 }
        return object(all)
    }

    static func payload(_ entries: [String], no: String = "7", extra: String = "") -> [UInt8] {
        Array(
            #"{"legalHeader":"synthetic","no":\#(no),"nextUpdate":"2024-02-01"\#(extra),"entries":[\#(entries.joined(separator: ","))]}"#
                .utf8
        )
    }

    private static let defaultStatement: [String: String?] = [
        "description": #""Synthetic Key""#, "authenticatorVersion": "1", "protocolFamily": #""fido2""#,
        "schema": "3", "upv": #"[{"major":1,"minor":1}]"#,
        // An empty sequence: DER, though no certificate.
        "attestationRootCertificates": #"["MAA="]"#,
    ]

    private static func object(_ members: [String: String?]) -> String {
        let text = members.sorted { $0.key < $1.key }
            .compactMap { name, value in
                value.map { "\"\(name)\":\($0)" }
            }
        return "{\(text.joined(separator: ","))}"
    }
}
