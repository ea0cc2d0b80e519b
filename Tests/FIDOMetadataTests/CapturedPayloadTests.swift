import FIDOMetadata
import FixtureSupport
import Foundation
import Testing
import Vocabulary

@Suite(.enabled(if: SharedData.folder != nil, "the captured BLOBs are not beside this checkout"))
struct CapturedPayloadTests {
    @Test func findsWhatTheNewestPayloadHolds() throws {
        let blob = try MetadataBLOB(parsing: try Self.unpacked("mds/payload/no291-2026-10.json.xz"))
        #expect(blob.no == 291)
        #expect(blob.entries.count == 520)
        #expect(blob.rejected.isEmpty)
        let date = try #require(CalendarDate("2026-11-01"))
        let assessments = blob.entries.map { LevelAssessment(of: $0, firmware: nil, at: date) }
        let certified = assessments.compactMap(\.level).filter { $0 >= .l2 }
        #expect(certified.count == 172)
        #expect(certified.count { $0 == .l3plus } == 1)
        let fido2 = zip(blob.entries, assessments)
            .filter { entry, assessment in
                entry.aaguid != nil && assessment.level.map { $0 >= .l2 } ?? false
            }
        #expect(fido2.count == 106)
        #expect(assessments.count { $0.outcome == .none(.undesiredStatus) } == 1)
        #expect(blob.findings.count { $0.kind == .noTrustAnchor } == 22)
        #expect(blob.findings.filter { $0.kind == .unknownField || $0.kind == .unknownStatus } == [])
        #expect(blob.findings.count { $0.path.hasSuffix("authenticatorGetInfo.aaguid") } == 1)
    }

    /// Fifteen anchors break DER or have keys that are refused; no model at Level 2 depends on one of them alone.
    @Test func unreadableAnchorsCostNoModelAtLevel2() throws {
        let blob = try MetadataBLOB(parsing: try Self.unpacked("mds/payload/no291-2026-10.json.xz"))
        let findings = blob.unreadableAnchors()
        #expect(findings.count == 15)
        #expect(findings.count { $0.reason.contains("unsupportedSignatureAlgorithm") } == 8)
        var query = MetadataQuery()
        query.minimumLevel = .l2
        query.protocolFamily = .fido2
        let certified = query.matches(in: blob.entries, at: try #require(CalendarDate("2026-11-01")))
        #expect(certified.count == 106)
        for match in certified {
            let anchors = match.entry.statement.trustAnchors
            #expect(anchors.contains { (try? CertificateFault.parse($0)) != nil }, "\(match.entry.name)")
        }
    }

    /// The real payloads are xz files; a machine without xz skips.
    static func unpacked(_ path: String) throws -> [UInt8] {
        let folder = try #require(SharedData.folder)
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/xz") else {
            try Test.cancel("xz is not installed")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/xz")
        process.arguments = ["-dc", "\(folder)/\(path)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return [UInt8](data)
    }
}
