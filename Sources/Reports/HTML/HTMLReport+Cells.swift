extension HTMLReport {
    /// The verdicts as a heat map: systems down, browsers across, one map for each authenticator.
    func matrix(in page: inout HTMLWriter) {
        page.raw("<section id=\"cells\">\n<h2>The verdicts</h2>\n")
        for authenticator in distinct(document.cells.map(\.authenticator)) {
            let cells = document.cells.enumerated().filter { $0.element.authenticator == authenticator }
            let browsers = distinct(cells.map(\.element.browser))
            let name = cells.first?.element.authenticatorName ?? authenticator
            page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Verdicts for ")
            page.text(name)
            page.raw("\">\n<table class=\"map\">\n<caption class=\"skip\">")
            page.text("Verdicts for \(name)")
            page.raw("</caption>\n<thead><tr><th scope=\"col\">")
            page.text(name)
            page.raw("</th>")
            for browser in browsers { page.element("th", "scope=\"col\"", browser) }
            page.raw("</tr></thead>\n<tbody>\n")
            for system in distinct(cells.map(\.element.system)) {
                let row = cells.filter { $0.element.system == system }
                page.raw("<tr>")
                page.element("th", "scope=\"row\"", row.first?.element.systemName ?? system)
                for browser in browsers {
                    guard let cell = row.first(where: { $0.element.browser == browser }) else {
                        page.raw("<td></td>")
                        continue
                    }
                    let look = VerdictLook(cell.element.verdict)
                    page.raw("<td><a class=\"\(look.shade)\" href=\"#cell-\(cell.offset + 1)\">\(look.mark) ")
                    page.text(look.name)
                    page.raw("</a></td>")
                }
                page.raw("</tr>\n")
            }
            page.raw("</tbody>\n</table>\n</div>\n")
        }
        page.raw("</section>\n")
    }

    /// Each cell's story: what was asked, in the order in which it weighed.
    func stories(in page: inout HTMLWriter) {
        page.raw("<section>\n<h2>The story of each verdict</h2>\n")
        for (index, cell) in document.cells.enumerated() {
            let look = VerdictLook(cell.verdict)
            page.raw("<article class=\"card\" id=\"cell-\(index + 1)\">\n<h3>")
            page.text("\(cell.authenticatorName) in \(cell.browser), for \(cell.systemName)")
            page.raw(" <span class=\"tag \(look.shade)\">\(look.mark) ")
            page.text(look.name)
            page.raw("</span></h3>\n<ul class=\"reasons\">\n")
            for reason in cell.reasons { self.reason(reason, in: &page) }
            page.raw("</ul>\n")
            if !cell.steps.isEmpty {
                page.raw("<p class=\"small\"><b>What to do.</b> ")
                page.text(cell.steps.joined(separator: " "))
                page.raw("</p>\n")
            }
            page.raw("</article>\n")
        }
        page.raw("</section>\n")
    }

    private func reason(_ reason: CertificationDocument.ReasonSection, in page: inout HTMLWriter) {
        let (mark, shade) = VerdictLook.effect(reason.effect)
        page.raw("<li><b class=\"\(shade)\">")
        page.text(mark)
        page.raw("</b> ")
        page.text(reason.sentence)
        page.raw(" <span class=\"where\">")
        page.text("\(reason.source) · \(reason.evidence.text)")
        if !reason.readings.isEmpty { page.text(" · readings \(reason.readings.joined(separator: ", "))") }
        page.raw("</span></li>\n")
    }

    private func distinct(_ items: [String]) -> [String] {
        var seen: Set<String> = []
        return items.filter { seen.insert($0).inserted }
    }
}
