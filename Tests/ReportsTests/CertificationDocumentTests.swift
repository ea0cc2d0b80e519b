import Foundation
import Reports
import Testing

/// Programs read these names; a change of one is a new version of the schema.
struct CertificationDocumentTests {
    private static let keys: Set<String> = [
        "asOf", "build", "build.assessor", "build.browsers", "build.id", "build.lab", "build.operatingSystem",
        "build.title", "cells", "cells.authenticator", "cells.authenticatorName", "cells.browser",
        "cells.browserStatus", "cells.operatingSystemStatus", "cells.readings", "cells.reasons",
        "cells.reasons.effect", "cells.reasons.evidence", "cells.reasons.evidence.kind",
        "cells.reasons.evidence.line", "cells.reasons.evidence.locator", "cells.reasons.missing",
        "cells.reasons.missing.supply", "cells.reasons.missing.what", "cells.reasons.readings", "cells.reasons.rule",
        "cells.reasons.sentence", "cells.reasons.source", "cells.steps", "cells.system", "cells.systemName",
        "cells.verdict", "checks", "counts",
        "counts.inconclusive", "counts.not-warranted", "counts.warranted", "counts.warranted-with-advice", "devices",
        "devices.facts", "devices.recording", "edition", "edition.id", "edition.pageSHA256", "edition.title",
        "lifecycle", "lifecycle.sentence",
        "lifecycle.source", "lifecycle.subject", "policy",
        "policy.id", "policy.overridden", "readings", "readings.id", "readings.meaning", "readings.question",
        "readings.setting", "verdict",
    ]

    private func encoded(_ build: String) throws -> Data {
        let facts = try Samples.facts(Samples.composite)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(CertificationDocument(try Samples.certification(build, devices: [facts])))
    }

    @Test func keysAreStable() throws {
        var keys: Set<String> = []
        for build in ["reception-kiosk", "security-key-kiosk"] {
            collect(try JSONSerialization.jsonObject(with: encoded(build)), "", into: &keys)
        }
        #expect(keys == Self.keys, "\(keys.symmetricDifference(Self.keys).sorted())")
    }

    @Test(arguments: [
        ("ward-kiosk", "warranted"), ("reception-kiosk", "not-warranted"), ("security-key-kiosk", "inconclusive"),
    ])
    func theVerdictIsAWord(build: String, verdict: String) throws {
        let object = try #require(try JSONSerialization.jsonObject(with: encoded(build)) as? [String: Any])
        #expect(object["verdict"] as? String == verdict)
        let counts = try #require(object["counts"] as? [String: Int])
        let cells = try #require(object["cells"] as? [[String: Any]])
        #expect(counts.values.reduce(0, +) == cells.count)
        #expect(cells.allSatisfy { ($0["reasons"] as? [Any])?.isEmpty == false })
    }

    @Test func equalCertificationsAreEqualBytes() throws {
        #expect(try encoded("reception-kiosk") == encoded("reception-kiosk"))
    }

    /// The paths of all members, those of lists without an index; facts have a schema of their own.
    private func collect(_ value: Any, _ path: String, into keys: inout Set<String>) {
        if let object = value as? [String: Any] {
            for (key, member) in object {
                let inner = path.isEmpty ? key : "\(path).\(key)"
                keys.insert(inner)
                if inner != "devices.facts" { collect(member, inner, into: &keys) }
            }
        } else if let list = value as? [Any] {
            for item in list { collect(item, path, into: &keys) }
        }
    }
}
