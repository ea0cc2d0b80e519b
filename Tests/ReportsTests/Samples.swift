import Assessment
import CapabilityProbe
import FixtureSupport
import Foundation
import KioskBuild
import Reports
import StrictYAML
import SupportMatrix
import Testing
import Vocabulary

/// The sample builds, certified on a made-up bench.
enum Samples {
    static func certification(_ build: String, devices: [DeviceFacts] = []) throws -> Certification {
        let path = Fixtures.path("builds/\(build).yaml")
        let manifest = try BuildManifest(bytes: Fixtures.bytes("builds/\(build).yaml"), file: path)
        let edition = try Edition.newestBuiltIn()
        let reader = ObservedDevice(kind: .reader, name: "Reader 1", cardAnswered: true, reference: "01-reader.jsonl:4")
        let assessment = assess(
            manifest,
            against: edition,
            evidence: BenchEvidence(devices: [reader]),
            asOf: try #require(CalendarDate(year: 2026, month: 11, day: 23))
        )
        return Certification(
            build: manifest,
            assessment: assessment,
            edition: edition,
            devices: devices.enumerated().map { .init(recording: "0\($0 + 1)-device.jsonl", facts: $1) }
        )
    }

    static func facts(_ json: String) throws -> DeviceFacts {
        try JSONDecoder().decode(DeviceFacts.self, from: Data(json.utf8))
    }

    /// A key that answers, with a slot that holds a mute card.
    static let composite = """
        {
          "identity": {
            "kind": "composite", "name": "Example Key", "vendorID": "1209", "productID": "f1d2", "bcdDevice": "0210"
          },
          "securityKey": {
            "protocolVersion": 2, "deviceVersion": "020100", "capabilities": ["wink", "cbor"],
            "information": {
              "raw": "a0", "versions": ["FIDO_2_0", "FIDO_2_1"], "extensions": [],
              "aaguid": "746f7563-6873-746f-6e65-2d74776f2d31",
              "options": {
                "rk": true, "up": true, "plat": false, "clientPin": true, "pinUvAuthToken": true, "credMgmt": true
              },
              "certifications": { "FIDO": 3 }, "forcePINChange": false,
              "unknownMembers": { "153": "h'00'" }, "malformations": [],
              "canonicalFindings": ["the keys of the map are not sorted"]
            },
            "pinRetries": { "refusal": { "code": "35", "name": "CTAP2_ERR_PIN_NOT_SET" } },
            "disagreements": [{ "member": "maxMsgSize", "ours": "absent", "theirs": "1024" }]
          },
          "readers": [
            { "name": "Example Key 00 00", "slot": "mute", "attributes": { "vendorName": "Example" } }
          ],
          "troubles": [
            {
              "face": "card", "code": "unresponsive-card", "operation": "SCardConnect",
              "original": "0x80100066, SCARD_W_UNRESPONSIVE_CARD"
            }
          ]
        }
        """
}
