import FIDOMetadata
import Foundation
import SwiftASN1
import TestVendor
import Testing
import X509

struct RevocationTests {
    private func statuses(_ lists: [RevocationList]) async throws -> [RevocationStatus.State] {
        let world = try TestWorld.shared.get()
        let verifier = BLOBVerifier(anchors: [world.root.anchor], revocationLists: lists)
        return try await verifier.verify(world.blob.text(), at: TestAuthority.now).record.revocation.map(\.state)
    }

    private static func list(
        by issuer: TestIdentity,
        thisUpdate: Date = TestAuthority.now - 86400,
        nextUpdate: Date? = TestAuthority.now + 86400
    ) throws -> RevocationList {
        try RevocationList(
            der: TestAuthority.revocationList(
                by: issuer,
                revoked: [(Certificate.SerialNumber(bytes: [9]), TestAuthority.now - 9)],
                thisUpdate: thisUpdate,
                nextUpdate: nextUpdate
            )
        )
    }

    @Test func withoutListsNothingIsCheckedAndThatIsSaid() async throws {
        let states = try await statuses([])
        #expect(states == Array(repeating: .notChecked("no list of its issuer is at hand"), count: 2))
    }

    @Test func aCurrentListClears() async throws {
        let world = try TestWorld.shared.get()
        let states = try await statuses([try Self.list(by: world.authority)])
        #expect(states.first == .good(asOf: TestAuthority.now - 86400))
    }

    @Test func aStaleListClearsWithARemark() async throws {
        let world = try TestWorld.shared.get()
        let expired = TestAuthority.now - 60
        let states = try await statuses([try Self.list(by: world.authority, nextUpdate: expired)])
        #expect(states.first == .goodByStaleList(asOf: TestAuthority.now - 86400, expired: expired))
    }

    @Test func theNewestListCounts() async throws {
        let world = try TestWorld.shared.get()
        let newer = TestAuthority.now - 60
        let states = try await statuses([
            try Self.list(by: world.authority, nextUpdate: TestAuthority.now - 120),
            try Self.list(by: world.authority, thisUpdate: newer, nextUpdate: nil),
        ])
        #expect(states.first == .good(asOf: newer))
    }

    @Test func aListThatItsIssuerHasNotSignedIsNotUsed() async throws {
        let world = try TestWorld.shared.get()
        let impostor = try TestAuthority.issue("Authority", .authority(pathLength: 0))
        let states = try await statuses([try RejectedBLOBTests.revocation(of: world.signer, by: impostor)])
        #expect(states.first == .notChecked("the list of its issuer is not signed by it"))
    }

    @Test func aRevocationAfterTheMomentIsReportedAndNotFatal() async throws {
        let world = try TestWorld.shared.get()
        let date = TestAuthority.now + 60
        let states = try await statuses([
            try RejectedBLOBTests.revocation(of: world.signer, by: world.authority, at: date)
        ])
        #expect(states.first == .revokedLater(date))
    }

    /// Where lists are published is said for those certificates that no list at hand spoke for.
    @Test func publishedListsAreNamedForWhatWasNotChecked() async throws {
        let world = try TestWorld.shared.get()
        func addresses(
            _ points: [Certificate.Extension],
            lists: [RevocationList] = []
        ) async throws -> [String] {
            let signer = try TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]), by: world.authority) {
                $0.extra = points
            }
            let verifier = BLOBVerifier(anchors: [world.root.anchor], revocationLists: lists)
            return try await verifier.verify(world.blob(by: signer).text(), at: TestAuthority.now)
                .revocationListAddresses
        }
        let two = RevocationListPoint.certificateExtension(
            naming: "http://crl.test/a.crl",
            "ldap://crl.test/a",
            "HTTPS://crl.test/b"
        )
        #expect(try await addresses([two]) == ["http://crl.test/a.crl", "HTTPS://crl.test/b"])
        #expect(try await addresses([two], lists: [try Self.list(by: world.authority)]).isEmpty)
        #expect(try await addresses([]).isEmpty)
        let partial = RevocationListPoint.certificateExtension(
            naming: "http://crl.test/a.crl",
            restriction: .someReasons
        )
        #expect(try await addresses([partial]).isEmpty)
        let spaced = RevocationListPoint.certificateExtension(naming: "http://crl.test/a b\r\nHost: x")
        #expect(try await addresses([spaced]).isEmpty)
        for value: [UInt8] in [[], [0x30], [0x30, 0x02, 0x30, 0x80], [0x04, 0x01, 0x00]] {
            let broken = Certificate.Extension(oid: [2, 5, 29, 31], critical: false, value: value[...])
            #expect(try await addresses([broken]).isEmpty)
        }
    }

    @Test func aListWithACriticalExtensionIsRefused() throws {
        let world = try TestWorld.shared.get()
        let der = try TestAuthority.revocationList(by: world.authority, revoked: [], criticalExtension: true)
        let fault = #expect(throws: CertificateFault.self) { try RevocationList(der: der) }
        #expect(fault?.description.contains("2.5.29.28") == true)
    }

    @Test func everyPrefixAndNoCorruptedByteIsTrouble() throws {
        let world = try TestWorld.shared.get()
        let serial = world.signer.certificate.serialNumber
        let der = try TestAuthority.revocationList(by: world.authority, revoked: [(serial, TestAuthority.now)])
        #expect(throws: Never.self) { try RevocationList(der: der) }
        for count in 0..<der.count {
            #expect(throws: CertificateFault.self) { try RevocationList(der: Array(der[..<count])) }
        }
        var refused = 0
        for position in der.indices {
            for value in [UInt8(0), 0x30, 0x7F, 0x80, 0xFF] {
                var corrupted = der
                corrupted[position] = value
                if (try? RevocationList(der: corrupted)) == nil { refused += 1 }
            }
        }
        #expect(refused > der.count)
    }
}
