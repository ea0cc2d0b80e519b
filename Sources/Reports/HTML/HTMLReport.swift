import Assessment

/// A certification as one page: no script, no network, nothing beside it.
package struct HTMLReport {
    let document: CertificationDocument
    let made: String

    package init(_ document: CertificationDocument, made: String) {
        self.document = document
        self.made = made
    }

    package var text: String {
        var page = HTMLWriter()
        page.raw("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n")
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        let policy = "default-src 'none'; style-src 'unsafe-inline'"
        page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">\n")
        page.element("title", "", "\(document.build.title): \(VerdictLook(document.verdict).name)")
        page.raw("<style>\n\(HTMLStyle.sheet)\n</style>\n</head>\n<body>\n")
        page.raw("<a class=\"skip\" href=\"#cells\">To the verdicts</a>\n<header>\n")
        verdict(in: &page)
        page.raw("</header>\n<main>\n")
        whys(in: &page)
        keys(in: &page)
        build(in: &page)
        matrix(in: &page)
        stories(in: &page)
        devices(in: &page)
        timeline(in: &page)
        checks(in: &page)
        advice(in: &page)
        readings(in: &page)
        page.raw("</main>\n<footer>\n")
        reperforming(in: &page)
        page.raw("</footer>\n</body>\n</html>\n")
        return page.page
    }

    private func verdict(in page: inout HTMLWriter) {
        let look = VerdictLook(document.verdict)
        page.raw("<div class=\"verdict \(look.shade)\">\n<p class=\"word\">\(look.mark) ")
        page.text(Verdict(rawValue: document.verdict)?.name ?? document.verdict)
        page.raw("</p>\n")
        page.element("h1", "", document.build.title)
        let counts = Verdict.allCases.compactMap { verdict -> String? in
            let count = document.counts[verdict.rawValue] ?? 0
            return count > 0 ? "\(count) \(verdict.name)" : nil
        }
        page.element("p", "class=\"ink\"", "\(document.cells.count) combinations: \(counts.joined(separator: ", ")).")
        page.element("p", "class=\"ink small\"", "\(document.edition.title), as of \(document.asOf)")
        page.raw("</div>\n")
    }

    /// The distinct reasons that decide, before anything else.
    private func whys(in page: inout HTMLWriter) {
        for (effect, title) in [
            (Effect.fails, "Why it is not warranted"), (.open, "What cannot be answered"), (.advises, "What to heed"),
        ] {
            var cells: [CertificationDocument.ReasonSection: Int] = [:]
            var order: [CertificationDocument.ReasonSection] = []
            for reason in document.cells.flatMap(\.reasons) where reason.effect == effect.rawValue {
                if cells[reason] == nil { order.append(reason) }
                cells[reason, default: 0] += 1
            }
            guard !order.isEmpty else { continue }
            page.raw("<section>\n<h2>\(title)</h2>\n<ol class=\"why\">\n")
            for reason in order {
                page.raw("<li>")
                page.text(reason.sentence)
                let count = cells[reason] ?? 0
                let scope = count == document.cells.count ? "all combinations" : "\(count) of \(document.cells.count)"
                page.raw("<br><span class=\"soft small\">\(scope); ")
                page.text("\(reason.source); evidence: \(reason.evidence.text)")
                page.raw("</span>")
                if let missing = reason.missing {
                    page.raw("<br><span class=\"small\">Next: ")
                    page.text(missing.supply)
                    page.raw("</span>")
                }
                page.raw("</li>\n")
            }
            page.raw("</ol>\n</section>\n")
        }
    }

    private func build(in page: inout HTMLWriter) {
        page.raw("<section>\n<h2>The build</h2>\n<div class=\"card\"><dl>\n")
        page.fact("Name", document.build.id)
        page.fact("Operating system", document.build.operatingSystem)
        page.fact("Browsers", document.build.browsers.joined(separator: ", "))
        page.fact("Lab", document.build.lab)
        page.fact("Assessor", document.build.assessor)
        page.fact("Edition", document.edition.id)
        page.fact("Policy", document.policy.id)
        page.fact("Levels by", document.metadata?.sentence)
        page.raw("</dl></div>\n</section>\n")
    }

    private func reperforming(in page: inout HTMLWriter) {
        page.raw(
            "<h2>Doing it again</h2>\n<p>Nothing here has to be believed. The bundle that this report came with holds the "
        )
        page.raw(
            "build, the edition, the policy, the dated facts and the recordings; this replays and judges them anew, with "
        )
        page.raw(
            "no device and no network:</p>\n<p><code>touchstone evidence verify BUNDLE --trust LAB.pub</code></p>\n"
        )
        page.element(
            "p",
            "class=\"soft small\"",
            "Made \(made). The page that the edition was read from has SHA-256 \(document.edition.pageSHA256)."
        )
        if let metadata = document.metadata, let digest = metadata.sha256 {
            let anchor = metadata.anchor.map { ", signed under \($0) (SHA-256 \(metadata.anchorSHA256 ?? ""))" } ?? ""
            page.element(
                "p",
                "class=\"soft small\"",
                "FIDO metadata no. \(metadata.no) has SHA-256 \(digest)\(anchor)."
            )
        }
        page.raw("<p class=\"soft small\">This is no FIDO certification and no statement of NHS England.</p>\n")
    }
}

extension CertificationDocument.EvidenceSection {
    /// `build: os.edition-id, line 17`.
    var text: String {
        guard kind != "absent" else { return "none" }
        return "\(kind): \(locator)" + (line.map { ", line \($0)" } ?? "")
    }
}
