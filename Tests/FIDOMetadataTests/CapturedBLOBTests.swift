import FIDOMetadata
import FixtureSupport
import Foundation
import Testing
import Vocabulary
import X509

/// Signed BLOBs of the service and of FIDO's conformance programme.
@Suite(.enabled(if: SharedData.folder != nil, "the captured BLOBs are not beside this checkout"))
struct CapturedBLOBTests {
    static let today = Date(timeIntervalSince1970: 1_795_392_000)  // 2026-11-23

    @Test(arguments: [
        ("mds3-no017-2022-07-01", 17, 105), ("mds3-no031-2023-10-04", 31, 174), ("mds3-no077-2024-06-27", 77, 219),
        ("mds3-no122-2024-12-20", 122, 281),
    ])
    func verifiesAtItsDateAndNotToday(name: String, no: UInt64, entries: Int) async throws {
        let text = try #require(try SharedData.bytes("mds/signed/\(name).jwt"))
        let day = try #require(CalendarDate(String(name.suffix(10))))
        let verified = try await BLOBVerifier().verify(text, at: Date(startOf: day) + 43200)
        #expect(verified.blob.no == no)
        #expect(verified.blob.entries.count + verified.blob.rejected.count == entries)
        #expect(verified.record.anchorName == "GlobalSign Root CA - R3")
        #expect(verified.record.algorithm == "RS256")

        let error = await #expect(throws: BLOBVerificationError.self) {
            try await BLOBVerifier().verify(text, at: Self.today)
        }
        guard case .path(let first, let others) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        // The signer was good for a year; that the intermediate is gone as well is what no renewed signer would mend.
        let expired = ([first] + others)
            .compactMap { problem -> String? in
                guard case .expired(let certificate, _) = problem else { return nil }
                return certificate
            }
        #expect(expired.count == others.count + 1, "\(others)")
        #expect(expired.first?.contains("mds.fidoalliance.org") == true, "\(expired)")
        #expect(expired.last?.contains("GlobalSign Extended Validation CA - SHA256 - G3") == true, "\(expired)")
    }

    @Test func theIntermediateOfTheOldChainsHasExpired() async throws {
        let text = try #require(try SharedData.bytes("mds/signed/mds3-no122-2024-12-20.jwt"))
        // The leaf expired in 2025; the day after the intermediate did, both are told.
        let verified = try await BLOBVerifier().verify(text, at: Date(timeIntervalSince1970: 1_734_700_000))
        let authority = try #require(verified.record.path.dropFirst().first)
        #expect(authority.subject.contains("GlobalSign Extended Validation CA - SHA256 - G3"))
        #expect(CalendarDate(authority.notAfter) == CalendarDate("2026-09-21"))
    }

    @Test func findsTheL2ModelsOfDecember2024() async throws {
        let text = try #require(try SharedData.bytes("mds/signed/mds3-no122-2024-12-20.jwt"))
        let blob = try await BLOBVerifier().verify(text, at: Date(timeIntervalSince1970: 1_734_700_000)).blob
        let date = try #require(CalendarDate("2024-12-20"))
        let levels = blob.entries.map { LevelAssessment(of: $0, firmware: nil, at: date) }
        #expect(levels.count { ($0.level ?? .l1) >= .l2 } == 45)
        #expect(levels.count { $0.readings.first { $0.rule == .lastElement }?.level == .l2 } == 0)
        #expect(levels.count { $0.readings.first { $0.rule == .newestDate }?.level == .l2 } == 17)
        #expect(levels.count { $0.readings.first { $0.rule == .anyReport }?.level == .l2 } == 45)
    }

    private static let conformanceCases: [(name: String, reason: String?)] = [
        ("ok", nil), ("bad-signature", "the signature is not the signer's"),
        ("bad-chain-tpm-cert", "certificate 1 of the header cannot be read"),
        ("bad-chain-signer-as-intermediate", "is not at hand"),
        ("revoked-signer", "was revoked at"),
    ]

    @Test(arguments: conformanceCases)
    func conformance(name: String, reason: String?) async throws {
        let text = try #require(try SharedData.bytes("mds/conformance/mds3-conformance-\(name).jwt"))
        let root = try TrustAnchor(file: try #require(try SharedData.bytes("mds/conformance/MDS3ROOT.crt")))
        let lists = try ["MDSCA-1", "MDSROOT"]
            .map { name in
                try RevocationList(der: try #require(try SharedData.bytes("mds/conformance/\(name).crl")))
            }
        let verifier = BLOBVerifier(anchors: [root], revocationLists: lists, signerName: nil)
        let outcome: String?
        do {
            let verified = try await verifier.verify(text, at: Self.today)
            outcome = nil
            #expect(
                verified.record.revocation.allSatisfy { status in
                    if case .goodByStaleList = status.state { true } else { false }
                }
            )
        } catch {
            outcome = "\(error)"
        }
        #expect((outcome == nil) == (reason == nil), "\(outcome ?? "accepted")")
        if let reason { #expect(outcome?.contains(reason) == true, "\(outcome ?? "accepted")") }
    }

    @Test func theConformanceRootCountsOnlyWhenGiven() async throws {
        let text = try #require(try SharedData.bytes("mds/conformance/mds3-conformance-ok.jwt"))
        await #expect(throws: BLOBVerificationError.self) {
            try await BLOBVerifier(signerName: nil).verify(text, at: Self.today)
        }
    }

    /// Every case that came with its verdict is among those above, and has that verdict here.
    @Test func everyConformanceCaseIsJudgedAsItsAuthorsSay() throws {
        let json = try #require(try SharedData.bytes("mds/conformance/cases.json"))
        let cases = try #require(try JSONDocument(parsing: json).root.elements)
        let verdicts = try cases.map { item in
            let file = try #require(item["file"]?.string)
            let expectation = try #require(item["expect"]?.string)
            return (file, expectation.hasSuffix("MUST accept"))
        }
        let ours = Self.conformanceCases.map { ("mds3-conformance-\($0.name).jwt", $0.reason == nil) }
        #expect(Dictionary(uniqueKeysWithValues: verdicts) == Dictionary(uniqueKeysWithValues: ours))
    }

    @Test func theSignerOfAugust2026LeadsToR46() async throws {
        let folder = "mds/certs/mds-signer-2026-08-21"
        let leaf = try #require(try SharedData.bytes("\(folder)-leaf.der"))
        let issuer = try #require(try SharedData.bytes("\(folder)-issuer-gcc-r46-ev-tls-ca-2025.der"))
        let path = try await BLOBVerifier().signerPath([leaf, issuer], at: Self.today)
        #expect(path.last?.subject.contains("GlobalSign Root R46") == true)
        #expect(path.last?.fingerprint == "4fa3126d8d3a11d1c4855a4f807cbad6cf919d3a5a88b03bea2c6372d93c40c9")
        #expect(path.count == 3)
        await #expect(throws: BLOBVerificationError.self) {
            try await BLOBVerifier(anchors: Array(TrustAnchor.production.prefix(1)))
                .signerPath([leaf, issuer], at: Self.today)
        }
    }
}
