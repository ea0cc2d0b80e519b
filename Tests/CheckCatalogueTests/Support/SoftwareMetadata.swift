import Crypto
import FIDOMetadata
import Foundation
import Octets
import SoftwareAuthenticator
import TestVendor

/// Metadata with an entry for one model, the key of level 1, and for no other.
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

    private static let payload: String = {
        let aaguid = "746f7563-6873-746f-6e65-2d6f6e652d31"
        let anchor = Data(TestVendor.known(.touchstone).root.der).base64EncodedString()
        // What the model says of itself, by firmware 7.
        let information = """
            {"versions":["U2F_V2","FIDO_2_0"],"extensions":["hmac-secret"],\
            "aaguid":"\(aaguid.replacingOccurrences(of: "-", with: ""))",\
            "options":{"rk":true,"up":true,"plat":false,"clientPin":true},"maxMsgSize":1200,\
            "pinUvAuthProtocols":[1],"firmwareVersion":7}
            """
        return """
            {"legalHeader":"made up for tests","no":7,"nextUpdate":"2060-01-01","entries":[{"aaguid":"\(aaguid)",\
            "metadataStatement":{"legalHeader":"made up for tests","aaguid":"\(aaguid)","description":"Model One",\
            "authenticatorVersion":1,"protocolFamily":"fido2","schema":3,"upv":[{"major":1,"minor":0}],\
            "attestationTypes":["basic_full"],"attestationRootCertificates":["\(anchor)"],\
            "authenticatorGetInfo":\(information)},\
            "statusReports":[{"status":"FIDO_CERTIFIED_L1","effectiveDate":"2024-01-01"}],\
            "timeOfLastStatusChange":"2024-01-01"}]}
            """
    }()
}
