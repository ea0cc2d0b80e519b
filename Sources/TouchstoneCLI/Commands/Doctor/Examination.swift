import BenchInventory
import DeviceTransport
import FIDO2Driver
import FIDOMetadata
import Foundation
import Glibc
import ProcessTable

/// Looks at everything that has to be in place before a bench can be relied on.
struct Examination: Sendable {
    let limit: Duration

    func findings() async throws -> [Finding] {
        let survey = try await BenchSurvey.take(within: limit)
        return [daemon(survey), readers(survey), libfido2] + nodes(survey) + [rules, uhid, metadata]
    }

    private func daemon(_ survey: BenchSurvey) -> Finding {
        if let problem = survey.daemonProblem {
            return Finding("PC/SC daemon", .bad, problem.description, remedy: problem.code.remedy)
        }
        return Finding("PC/SC daemon", .good, "answers")
    }

    private func readers(_ survey: BenchSurvey) -> Finding {
        let missing = survey.devices.filter { $0.daemonView == .missing }
        guard missing.isEmpty else {
            return Finding(
                "readers",
                .bad,
                "the kernel sees what the PC/SC daemon does not offer: \(missing.map(\.name).joined(separator: ", "))",
                remedy: "the installed libccid may not know the device; update it, or unplug and plug in again"
            )
        }
        let count = survey.devices.reduce(0) { $0 + $1.readers.count }
        guard count > 0 || survey.daemonProblem != nil else {
            return Finding("readers", .doubtful, "none is attached", remedy: "plug a reader in to certify smartcards")
        }
        return Finding("readers", .good, count == 1 ? "1 slot" : "\(count) slots")
    }

    private var libfido2: Finding {
        guard let version = LibFIDO2Library.version else {
            return Finding("libfido2", .doubtful, "is loaded, and its version cannot be told")
        }
        return Finding("libfido2", .good, "version \(version)")
    }

    private func nodes(_ survey: BenchSurvey) -> [Finding] {
        let keys = survey.devices.filter { $0.node != nil }
        guard !keys.isEmpty else {
            return [Finding("security keys", .doubtful, "none is attached", remedy: "plug a key in to certify keys")]
        }
        return keys.map { key in
            let node = key.node ?? ""
            guard access(node, R_OK | W_OK) == 0 else {
                return Finding(
                    "security key",
                    .bad,
                    "\(key.name), \(node): \(String(cString: strerror(errno)).lowercased())",
                    remedy: TransportError.Code.permissionDenied.remedy
                )
            }
            let holders = HolderSearch().holders(ofNode: node).processes
            guard holders.isEmpty else {
                return Finding(
                    "security key",
                    .doubtful,
                    "\(key.name), \(node) is open in \(holders.map(\.description).joined(separator: ", "))",
                    remedy: "end those programs, so that nobody else talks to the key"
                )
            }
            return Finding("security key", .good, "\(key.name), \(node) can be used")
        }
    }

    private var rules: Finding {
        let folders = ["/etc/udev/rules.d", "/usr/lib/udev/rules.d", "/run/udev/rules.d"]
        let names = ["60-fido-id.rules", "70-touchstone.rules"]
        let missing = names.filter { name in
            !folders.contains { FileManager.default.fileExists(atPath: "\($0)/\(name)") }
        }
        guard !missing.isEmpty else { return Finding("udev rules", .good, names.joined(separator: ", ")) }
        return Finding(
            "udev rules",
            .doubtful,
            "not installed: \(missing.joined(separator: ", "))",
            remedy: "Hardware/wiring.md says how; root and the user at the desk may do without"
        )
    }

    private var uhid: Finding {
        guard access("/dev/uhid", F_OK) == 0 else {
            return Finding("uhid", .doubtful, "/dev/uhid is not there, so no recorded key can be emulated")
        }
        return Finding("uhid", .good, "recorded keys can be emulated")
    }

    private var metadata: Finding {
        let remedy = "`touchstone metadata fetch` gets a BLOB; without a network, `metadata import` takes a file"
        do {
            guard let stored = try MetadataCache(anchors: TrustAnchor.production).load() else {
                let table = MetadataInUse.builtInTable(.shipped)
                return Finding("FIDO metadata", .doubtful, table.age(at: Date()), remedy: remedy)
            }
            _ = try stored.blob()
            let isFresh = Freshness(of: stored.record, at: Date()).isFresh
            let text = "no. \(stored.record.no), \(MetadataInUse.verified(stored).age(at: Date()))"
            return Finding("FIDO metadata", isFresh ? .good : .doubtful, text, remedy: isFresh ? nil : remedy)
        } catch {
            let failure = error as? CommandFailure
            return Finding("FIDO metadata", .bad, failure?.message ?? "\(error)", remedy: failure?.remedy ?? remedy)
        }
    }
}
