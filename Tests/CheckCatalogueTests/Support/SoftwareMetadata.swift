import Crypto
import FIDOMetadata
import Foundation
import Octets
import SeededKeys
import SoftwareAuthenticator
import TestVendor

/// Metadata that have the key of level 1, at level 2 so that nothing speaks against it, and four models that lack something.
enum SoftwareMetadata {
    /// As they are when somebody has imported them.
    static func verified() throws -> MetadataInUse {
        let payload = Array(payload.utf8)
        let record = """
            {"formatVersion":1,"verifiedAt":"2026-01-01T00:00:00Z","no":7,"nextUpdate":"2060-01-01","sha256":"00",\
            "payloadSHA256":"\(Hex.encode(SHA256.hash(data: payload)))","algorithm":"ES256","anchor":"test root",\
            "path":[],"revocation":[]}
            """
        return .verified(
            try StoredMetadata(payload: payload, record: try VerificationRecord(parsing: Array(record.utf8)))
        )
    }

    /// The key of level 1: certified in firmware 7, which is the lowest that its vendor trusts.
    private static let aaguid = "746f7563-6873-746f-6e65-2d6f6e652d31"

    private static let payload: String = {
        let modelEntries = [
            entry(aaguid, information: information, reports: [report("FIDO_CERTIFIED_L2", version: 7)]),
            // touchstone-low-1, -rev-1, -new-1, -old-1
            entry("746f7563-6873-746f-6e65-2d6c6f772d31", reports: [report("FIDO_CERTIFIED_L1")]),
            entry(
                "746f7563-6873-746f-6e65-2d7265762d31",
                reports: [report("FIDO_CERTIFIED_L2"), report("REVOKED", on: "2025-01-01")]
            ),
            entry("746f7563-6873-746f-6e65-2d6e65772d31", reports: [report("FIDO_CERTIFIED_L2", version: 8)]),
            entry("746f7563-6873-746f-6e65-2d6f6c642d31", trusted: 8, reports: [report("FIDO_CERTIFIED_L2")]),
        ]
        return """
            {"legalHeader":"made up for tests","no":7,"nextUpdate":"2060-01-01",\
            "entries":[\((legacyEntries + modelEntries).joined(separator: ","))]}
            """
    }()

    /// The key of U2F by its vendor's attestation key, and one more with the anchor of another vendor.
    private static var legacyEntries: [String] {
        let models: [(name: String, vendor: TestVendor.Name)] = [("u2f", .touchstone), ("copied-u2f", .impostor)]
        return models.compactMap { model in
            let identity = try? TestVendor.known(.touchstone).attestation(of: model.name, aaguid: nil)
            guard let key = identity?.key else { return nil }
            let identifier = Hex.encode(Insecure.SHA1.hash(data: key.x963Representation))
            return entry(
                named: #""attestationCertificateKeyIdentifiers":["\#(identifier)"]"#,
                family: "u2f",
                vendor: model.vendor,
                reports: [report("FIDO_CERTIFIED")]
            )
        }
    }

    private static func report(_ status: String, on day: String = "2024-01-01", version: Int? = nil) -> String {
        let scope = version.map { #","authenticatorVersion":\#($0)"# } ?? ""
        return #"{"status":"\#(status)","effectiveDate":"\#(day)"\#(scope)}"#
    }

    private static func entry(
        _ aaguid: String,
        trusted: Int = 1,
        information: String? = nil,
        reports: [String]
    ) -> String {
        let name = #""aaguid":"\#(aaguid)""#
        return entry(named: name, family: "fido2", trusted: trusted, information: information, reports: reports)
    }

    private static func entry(
        named name: String,
        family: String,
        vendor: TestVendor.Name = .touchstone,
        trusted: Int = 1,
        information: String? = nil,
        reports: [String]
    ) -> String {
        let anchor = Data(TestVendor.known(vendor).root.der).base64EncodedString()
        let stated = information.map { #","authenticatorGetInfo":\#($0)"# } ?? ""
        return """
            {\(name),\
            "metadataStatement":{"legalHeader":"made up for tests",\(name),"description":"Model One",\
            "authenticatorVersion":\(trusted),"protocolFamily":"\(family)","schema":3,"upv":[{"major":1,"minor":0}],\
            "attestationTypes":["basic_full"],"attestationRootCertificates":["\(anchor)"]\(stated)},\
            "statusReports":[\(reports.joined(separator: ","))],"timeOfLastStatusChange":"2024-01-01"}
            """
    }

    private static let information: String = {
        // What the model says of itself, by firmware 7.
        """
        {"versions":["U2F_V2","FIDO_2_0"],"extensions":["hmac-secret"],\
        "aaguid":"\(aaguid.replacingOccurrences(of: "-", with: ""))",\
        "options":{"rk":true,"up":true,"plat":false,"clientPin":true},"maxMsgSize":1200,\
        "pinUvAuthProtocols":[1],"firmwareVersion":7}
        """
    }()
}
