import FIDOMetadata
import Foundation
import SwiftASN1
import Testing
import X509

/// BLOBs that must be accepted although they look unusual.
struct AcceptedBLOBTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        let name: String
        /// How many certificates the path has, the anchor included.
        let length: Int
        let make: @Sendable (TestWorld, inout BLOBVerifier) throws -> [UInt8]

        init(
            _ name: String,
            _ length: Int = 3,
            _ make: @escaping @Sendable (TestWorld, inout BLOBVerifier) throws -> [UInt8]
        ) {
            self.name = name
            self.length = length
            self.make = make
        }

        var testDescription: String { name }
    }

    @Test(arguments: vectors)
    func accepts(vector: Vector) async throws {
        let world = try TestWorld.shared.get()
        var verifier = BLOBVerifier(anchors: [world.root.anchor])
        let text = try vector.make(world, &verifier)
        let verified = try await verifier.verify(text, at: TestAuthority.now, after: 7)
        #expect(verified.blob.no == 7)
        #expect(verified.record.path.count == vector.length)
        #expect(verified.record.no == 7)
        #expect(verified.record.digest.count == 64)
    }

    @Test func thereAreEnough() {
        #expect(Self.vectors.count >= 25)
        #expect(Set(Self.vectors.map(\.name)).count == Self.vectors.count)
    }

    private static func crossed(
        _ name: String,
        _ length: Int,
        crossExpired: Bool = false,
        _ choose:
            @escaping @Sendable (TestIdentity, TestIdentity, TestIdentity, TestIdentity) -> (
                anchors: [TestIdentity], through: [TestIdentity]
            )
    ) -> Vector {
        Vector(name, length) { _, verifier in
            let cross = try CrossSigned(crossExpired: crossExpired)
            let chosen = choose(cross.old, cross.new, cross.newByOld, cross.authority)
            verifier.anchors = chosen.anchors.map(\.anchor)
            return try SignedBLOB(signer: cross.signer, through: chosen.through).text()
        }
    }

    private static let vectors: [Vector] = [
        Vector("plain") { world, _ in try world.blob.text() },
        Vector("RSA signer") { world, _ in
            let key = TestIdentity.Key.rsa(try TestWorld.rsaKey.get())
            let signer = try TestAuthority.issue(
                "Signer",
                .signer(names: [TestAuthority.host]),
                by: world.authority,
                key: key
            )
            return try world.blob(by: signer).text()
        },
        Vector("root sent along") { world, _ in
            try SignedBLOB(signer: world.signer, through: [world.authority, world.root]).text()
        },
        Vector("authorities in the wrong order") { world, _ in
            try SignedBLOB(signer: world.signer, through: [world.root, world.authority]).text()
        },
        Vector("stranger among the authorities") { world, _ in
            let stranger = try TestAuthority.issue("Stranger", .authority(pathLength: nil))
            return try SignedBLOB(signer: world.signer, through: [stranger, world.authority]).text()
        },
        Vector("certificates sent twice") { world, _ in
            let chain = [world.authority, world.authority, world.signer]
            return try SignedBLOB(signer: world.signer, through: chain).text()
        },
        Vector("longer path, shuffled", 4) { world, _ in
            let upper = try TestAuthority.issue("Upper", .authority(pathLength: 1), by: world.root)
            let lower = try TestAuthority.issue("Lower", .authority(pathLength: 0), by: upper)
            let signer = try TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]), by: lower)
            return try SignedBLOB(signer: signer, through: [upper, lower]).text()
        },
        Vector("signer right below the root", 2) { world, _ in
            let signer = try TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]), by: world.root)
            return try SignedBLOB(signer: signer).text()
        },
        Vector("anchor that is the intermediate", 2) { world, verifier in
            verifier.anchors = [world.authority.anchor]
            return try SignedBLOB(signer: world.signer).text()
        },
        crossed("new root as anchor, cross certificate sent", 3) { ([$1], [$3, $2]) },
        crossed("old root as anchor, cross certificate sent", 4) { ([$0], [$3, $2]) },
        crossed("old root as anchor, cross certificate first", 4) { ([$0], [$2, $3]) },
        crossed("both roots as anchors", 3) { ([$0, $1], [$3, $2]) },
        crossed("both roots as anchors, the other order", 3) { ([$1, $0], [$2, $3]) },
        crossed("both roots as anchors, cross certificate expired", 3, crossExpired: true) { ([$0, $1], [$3, $2]) },
        crossed("both roots and the cross certificate sent", 4) { ([$0], [$1, $0, $2, $3]) },
        Vector("old root cross-signed by the new one", 4) { _, verifier in
            let cross = try CrossSigned()
            let authority = try TestAuthority.issue("Authority", .authority(pathLength: 0), by: cross.old)
            let signer = try TestAuthority.issue("Signer", .signer(names: [TestAuthority.host]), by: authority)
            verifier.anchors = [cross.new.anchor]
            return try SignedBLOB(signer: signer, through: [cross.oldByNew, authority]).text()
        },
        Vector("roots that cross-signed each other", 4) { _, verifier in
            let cross = try CrossSigned()
            verifier.anchors = [cross.old.anchor]
            let chain = [cross.oldByNew, cross.newByOld, cross.authority]
            return try SignedBLOB(signer: cross.signer, through: chain).text()
        },
        Vector("line break at the end") { world, _ in try Array("\n ".utf8) + world.blob.text() + Array("\r\n".utf8) },
        Vector("unknown header members") { world, _ in
            var blob = world.blob
            blob.header = ["kid": #""x""#, "new": "[1,2]", "typ": nil]
            return try blob.text()
        },
        Vector("host in the common name alone") { world, _ in
            try world.blob(by: TestAuthority.issue(TestAuthority.host, .signer(names: nil), by: world.authority)).text()
        },
        Vector("host in capitals, among others") { world, _ in
            let names = ["example.test", "MDS.FIDOALLIANCE.ORG"]
            return try world.blob(by: TestAuthority.issue("Signer", .signer(names: names), by: world.authority)).text()
        },
        Vector("signer without key usage") { world, _ in
            try world.blob(by: world.signer { $0.hasUsage = false }).text()
        },
        Vector("unknown extension that is not critical") { world, _ in
            let signer = try world.signer {
                $0.extra = [Certificate.Extension(oid: [1, 2, 3, 4], critical: false, value: [0x05, 0x00])]
            }
            return try world.blob(by: signer).text()
        },
        Vector("any signer, when none is named") { world, verifier in
            verifier.signerName = nil
            let signer = try TestAuthority.issue("Signer", .signer(names: ["example.test"]), by: world.authority)
            return try world.blob(by: signer).text()
        },
        Vector("last second of validity") { world, _ in
            try world.blob(by: world.signer { $0.notAfter = TestAuthority.now }).text()
        },
        Vector("one bad entry") { world, _ in
            var blob = world.blob
            blob.payload = SyntheticEntry.payload(["{}", SyntheticEntry.json()])
            return try blob.text()
        },
    ]
}
