extension HTMLReport {
    /// Every check that was selected, what did not pass first.
    func checks(in page: inout HTMLWriter) {
        guard !document.checks.isEmpty else { return }
        page.raw(
            "<section>\n<h2>The checks</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Checks\">\n"
        )
        page.raw("<table class=\"plain small\"><thead><tr><th scope=\"col\">Check</th><th scope=\"col\">Device</th>")
        page.raw("<th scope=\"col\">Outcome</th><th scope=\"col\">Detail</th></tr></thead><tbody>\n")
        let order: [CheckLine.Outcome] = [.failed, .waived, .notRun, .notApplicable, .passed]
        for outcome in order {
            let look = VerdictLook.outcome(outcome)
            for check in document.checks where check.outcome == outcome {
                page.raw("<tr><td>")
                page.text(check.title)
                page.raw("<br><code>")
                page.text(check.id)
                page.raw("</code></td><td>")
                page.text(check.device ?? "")
                page.raw("</td><td><span class=\"tag \(look.shade)\">\(look.word)</span></td><td>")
                page.text(check.detail ?? "")
                page.raw("</td></tr>\n")
            }
        }
        page.raw("</tbody></table>\n</div>\n</section>\n")
    }

    /// Vendors' own dates, beside the warranty.
    func advice(in page: inout HTMLWriter) {
        guard !document.lifecycle.isEmpty else { return }
        page.raw("<section>\n<h2>Vendors’ support, beside the warranty</h2>\n<div class=\"card\">\n")
        for item in document.lifecycle {
            page.raw("<p>")
            page.text(item.sentence)
            if let source = item.source {
                page.raw(" <span class=\"soft small\">")
                page.text(source)
                page.raw("</span>")
            }
            page.raw("</p>\n")
        }
        page.raw("</div>\n</section>\n")
    }

    /// How the open places of the page were read, where it mattered.
    func readings(in page: inout HTMLWriter) {
        guard !document.readings.isEmpty else { return }
        page.raw("<section>\n<h2>The readings it rests on</h2>\n<div class=\"card\"><dl>\n")
        for reading in document.readings {
            page.raw("<dt>\(reading.id)</dt><dd>")
            page.text(reading.question)
            page.raw(" <span class=\"soft\">")
            page.text("Read as: \(reading.meaning) (\(reading.setting)).")
            page.raw("</span></dd>\n")
        }
        page.raw("</dl></div>\n</section>\n")
    }
}
