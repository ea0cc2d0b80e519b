import CBORTree
import CTAPMessages
import FIDOMetadata
import Foundation
import Testing
import TestVendor

@testable import SoftwareAuthenticator

/// The vendor, its metadata and the keys, judged by what judges real ones.
@Suite struct TestMetadataTests {
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)

    private static func metadata() async throws -> MetadataBLOB {
        let service = try TestMetadata()
        let verifier = BLOBVerifier(anchors: [TrustAnchor(name: "test root", certificate: service.anchor)])
        return try await verifier.verify(service.blob(of: AuthenticatorModel.metadataEntries), at: now, after: 6).blob
    }

    /// Whether somebody vouches for what a key attests.
    private static func isAttested(
        _ model: AuthenticatorModel,
        _ faults: Set<AuthenticatorFault> = []
    ) async throws -> Bool {
        let answer = try #require(try Platform(model, faults).makeCredential().1)
        let object = try AttestationObject(makeCredentialAnswer: answer.encoded())
        var expectations = AttestationVerifier.Expectations(rpIDHash: Transaction.hash("example.test"))
        expectations.claimedModel = model.information?[0x03]?.bytes.flatMap { AAGUID(bytes: $0) }
        let report = try await AttestationVerifier(metadata: metadata())
            .verify(object, clientDataHash: Platform.clientDataHash, at: now, expecting: expectations)
        if case .attested = report.verdict { return true }
        return false
    }

    @Test(arguments: ["level2", "level1", "revoked", "victim", "enterprise"])
    func honestKeysAreAttested(slug: String) async throws {
        let model = try #require(AuthenticatorModel.all.first { $0.slug == slug })
        #expect(try await Self.isAttested(model))
    }

    @Test(arguments: ["impostor", "self-attested"])
    func othersAreNot(slug: String) async throws {
        let model = try #require(AuthenticatorModel.all.first { $0.slug == slug })
        #expect(try await !Self.isAttested(model))
    }

    @Test(arguments: ["bad-signature", "wrong-rp-id-hash", "up-clear", "attests:746f75636873746f6e652d7663746d31"])
    func liesAreFound(fault: String) async throws {
        let fault = try #require(AuthenticatorFault(fault))
        #expect(try await !Self.isAttested(.level2Key, [fault]))
    }

    @Test func blobIsTheSameEachTime() throws {
        let entries = AuthenticatorModel.metadataEntries
        #expect(entries.count == 5)
        #expect(try TestMetadata().blob(of: entries) == TestMetadata().blob(of: entries))
    }
}
