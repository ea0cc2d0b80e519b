import Assessment
import CapabilityProbe

/// A certification in Markdown, short enough for a merge request.
package struct MarkdownReport {
    private let document: CertificationDocument

    package init(_ document: CertificationDocument) {
        self.document = document
    }

    package var text: String {
        let verdict = Verdict(rawValue: document.verdict)?.name ?? document.verdict
        var lines = [
            "## \(verdict.prefix(1).uppercased() + verdict.dropFirst()): \(escaped(document.build.title))", "",
            "Edition \(escaped(document.edition.id)), as of \(document.asOf), policy \(escaped(document.policy.id)); "
                + "\(document.cells.count) combinations.", "",
        ]
        if let metadata = document.metadata {
            lines += [
                "Levels by \(escaped(metadata.sentence))\(metadata.sha256.map { ", SHA-256 `\($0)`" } ?? "").", "",
            ]
        }
        lines += section("Why it is not warranted", .fails)
        lines += section("What cannot be answered", .open)
        lines += section("What to heed", .advises)
        let flawed = document.devices.filter { $0.recordingFlaw != nil }
        if !flawed.isEmpty {
            lines += ["**Recordings that are not whole**", ""]
            lines += flawed.map { "- \(escaped($0.recording)): \(escaped($0.recordingFlaw ?? ""))" } + [""]
        }
        lines += ["| System | Browser | Authenticator | Verdict |", "| --- | --- | --- | --- |"]
        lines += document.cells.map { cell in
            let cells = [
                cell.systemName, cell.browser, cell.authenticatorName, cell.knownVerdict?.name ?? cell.verdict,
            ]
            return "| \(cells.map(escaped).joined(separator: " | ")) |"
        }
        let keys = document.devices.compactMap { device in device.appraisal.map { (device.facts.identity.name, $0) } }
        if !keys.isEmpty {
            lines += ["", "| Security key | Who vouches | Level |", "| --- | --- | --- |"]
            lines += keys.map { name, appraisal in
                let level = (appraisal.isAttested ? "" : "of the claim: ") + (appraisal.levelExplanation.first ?? "")
                let cells = [name, appraisal.vouching.first ?? "", level]
                return "| \(cells.map(escaped).joined(separator: " | ")) |"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ title: String, _ effect: Effect) -> [String] {
        var seen: Set<String> = []
        let reasons = document.cells.flatMap(\.reasons)
            .filter { $0.effect == effect.rawValue && seen.insert($0.sentence).inserted }
        guard !reasons.isEmpty else { return [] }
        return ["**\(title)**", ""] + reasons.map { "- \(escaped($0.sentence)) (\(escaped($0.source)))" } + [""]
    }

    /// Names come from builds and devices: none becomes markup, a link or a mention.
    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if character.isNewline { result += " "; continue }
            if "\\`*_{}[]<>#|@!&~".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
