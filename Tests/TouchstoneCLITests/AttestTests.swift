import BenchTesting
import FixtureSupport
import Foundation
import Octets
import Testing

extension EndToEnd {
    /// `touchstone attest`: the answers of the sample keys, saved as a relying party would save them.
    struct AttestTests {
        private struct Verdict: Decodable {
            let verdict: String
            let isInconclusive: Bool
            let level: String?
            let claimedLevel: String?
            let isFresh: Bool?
            let freshness: String
            let remarks: [String]
        }

        /// What a sample key answered, out of its recording.
        private struct Answer: Decodable {
            struct Device: Decodable { let facts: Facts }
            struct Facts: Decodable { let securityKey: Key }
            struct Key: Decodable { let attestation: Attestation }
            struct Attestation: Decodable {
                let response: String
                let clientDataHash: String
            }
            let devices: [Device]
        }

        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        /// The attestation object of a sample key, and the hash that it was to sign.
        private func saved(_ model: String) async throws -> (object: [UInt8], hash: String) {
            let recording = Fixtures.path("recordings/keys/\(model)")
            let run = try await Tool.run(["replay", recording, "--format", "json"] + Tool.testMetadata)
            let answer = try #require(try run.document(Answer.self).result.devices.first?.facts.securityKey.attestation)
            return (Self.object(of: try Hex.decode(answer.response)), answer.clientDataHash)
        }

        /// CTAP numbers the members of the answer (CTAP 2.1, 6.1.2), an attestation object names them (WebAuthn L3, 6.5.4).
        private static func object(of response: [UInt8]) -> [UInt8] {
            func text(_ text: String) -> [UInt8] { [0x60 + UInt8(text.utf8.count)] + Array(text.utf8) }
            // A map of three: 1, a short text; 2, a byte string; 3, the statement.
            let data = response.index(response.startIndex, offsetBy: 3 + Int(response[2] & 0x1F))
            let isLong = response[data + 1] == 0x59
            let length = isLong ? Int(response[data + 2]) << 8 | Int(response[data + 3]) : Int(response[data + 2])
            let statement = data + (isLong ? 4 : 3) + length
            return [0xA3] + text("fmt") + response[2..<data] + text("attStmt") + response[(statement + 1)...]
                + text("authData") + response[(data + 1)..<statement]
        }

        private func attest(_ arguments: [String]) async throws -> (run: CommandRun, verdict: Verdict) {
            let run = try await Tool.run(["attest", "--format", "json"] + arguments)
            let document = try run.document(Verdict.self)
            #expect(document.schema == "touchstone.attestation/2")
            return (run, document.result)
        }

        private func file(_ bytes: [UInt8]) throws -> String {
            try Data(bytes).write(to: URL(fileURLWithPath: folder.file("object.cbor")))
            return folder.file("object.cbor")
        }

        /// The same status as `probe --attest` has for the key, and no level but that of an attested one.
        @Test(
            arguments: [
                ("level2", 0, "L2", nil), ("revoked", 0, nil, nil), ("impostor", 1, nil, "L2"),
                ("self-attested", 1, nil, nil), ("u2f", 2, nil, nil),
            ] as [(String, Int32, String?, String?)]
        )
        func theStatusIsTheAnswer(model: String, exitCode: Int32, level: String?, claimedLevel: String?) async throws {
            let (object, hash) = try await saved(model)
            let path = try file(object)
            let (run, verdict) = try await attest([path, "--client-data-hash", hash] + Tool.testMetadata)
            #expect(run.exitCode == exitCode && verdict.isInconclusive == (exitCode == 2), "\(run)")
            #expect(verdict.verdict == (exitCode == 0 ? "attested" : "not-attested"))
            #expect(verdict.level == level && verdict.claimedLevel == claimedLevel, "\(run)")
            #expect(verdict.isFresh == true && verdict.freshness.hasPrefix("fresh on "), "\(run)")
            let text = try await Tool.run(["attest", path, "--client-data-hash", hash] + Tool.testMetadata)
            #expect(text.output.contains("Inconclusive: ") == (exitCode == 2), "\(text)")
            #expect(text.output.contains("; fresh on "), "\(text)")
        }

        /// Judged by what the command line says, which is not what the registration has: that has to be said.
        @Test func otherClientDataIsSaid() async throws {
            let (object, hash) = try await saved("level2")
            func base64url(_ bytes: [UInt8]) -> String {
                Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
                    .replacing("=", with: "")
            }
            let json = #"{"response":{"attestationObject":"\#(base64url(object))","clientDataJSON":"e30"}}"#
            let path = try folder.write(json, to: "registration.json")
            let (run, verdict) = try await attest([path, "--client-data-hash", hash] + Tool.testMetadata)
            let remark =
                "The client data of the registration itself has another SHA-256; it was judged by --client-data-hash."
            #expect(run.exitCode == 0 && verdict.remarks == [remark], "\(run)")
            let other = try folder.write("{ }", to: "client-data.json")
            let (refused, second) = try await attest([path, "--client-data", other] + Tool.testMetadata)
            #expect(refused.exitCode == 1 && second.remarks.first?.hasSuffix("by --client-data.") == true, "\(refused)")
            let same = try folder.write("{}", to: "same.json")
            #expect(try await attest([path, "--client-data", same] + Tool.testMetadata).verdict.remarks.isEmpty)
        }

        /// Certificates of the bench have an end as well, so the key is not attested then; that the metadata is old is said.
        @Test func oldMetadataIsToldAsOld() async throws {
            let (object, hash) = try await saved("level2")
            let arguments = [try file(object), "--client-data-hash", hash, "--at", "2060-01-02"] + Tool.testMetadata
            let (run, verdict) = try await attest(arguments)
            #expect(verdict.isFresh == false, "\(run)")
            #expect(run.errorText.contains("note:  the metadata is not fresh, so levels may be out of date"), "\(run)")
        }
    }
}
