import BenchInventory
import CapabilityProbe

extension HTMLReport {
    /// What stood on the bench, and what each said of itself.
    func devices(in page: inout HTMLWriter) {
        page.raw("<section>\n<h2>The devices</h2>\n")
        if document.devices.isEmpty { page.raw("<p>No device was looked at.</p>\n") }
        for device in document.devices {
            let facts = device.facts
            page.raw("<article class=\"card\">\n")
            page.element("h3", "", facts.identity.name)
            page.raw("<dl>\n")
            page.fact("Kind", facts.identity.kind.rawValue)
            if let vendor = facts.identity.vendorID, let product = facts.identity.productID {
                let release = facts.identity.bcdDevice.map { ", release \($0)" } ?? ""
                page.fact("USB", "\(vendor):\(product)\(release)")
            }
            page.fact("Recording", device.recording)
            page.fact("Not whole", device.recordingFlaw)
            page.raw("</dl>\n<pre class=\"small scroll\" tabindex=\"0\"><code>")
            page.text(FactsText(facts, title: "", appraisal: device.appraisal.map { _ in [] }).text)
            page.raw("</code></pre>\n</article>\n")
        }
        page.raw("</section>\n")
    }

    /// When each device was talked to, and how fast it answered: a lane each, a bar for each exchange.
    func timeline(in page: inout HTMLWriter) {
        let talks = document.devices.compactMap { device in
            device.conversation.map { (device.facts.identity.name, $0) }
        }
        guard !talks.isEmpty else { return }
        let length = max(1, talks.map(\.1.milliseconds).max() ?? 1)
        let height = talks.count * 48 + 24
        page.raw("<section>\n<h2>The run</h2>\n<div class=\"card\">\n")
        page.raw("<svg viewBox=\"0 0 720 \(height)\" role=\"img\" aria-label=\"Exchanges with each device over ")
        page.raw("\(length) milliseconds\">\n")
        for (lane, talk) in talks.enumerated() {
            let top = lane * 48
            page.raw("<text x=\"0\" y=\"\(top + 13)\">")
            page.text("\(talk.0), \(talk.1.exchangeCount) exchanges")
            page.raw("</text>\n<rect class=\"lane\" x=\"0\" y=\"\(top + 20)\" width=\"720\" height=\"16\" rx=\"4\"/>\n")
            for exchange in talk.1.exchanges {
                let x = exchange.at * 716 / length
                let width = max(2, exchange.took * 716 / length)
                page.raw("<rect class=\"tick\" x=\"\(x)\" y=\"\(top + 20)\" width=\"\(width)\" height=\"16\"/>\n")
            }
        }
        page.raw("<text x=\"0\" y=\"\(height - 6)\">0 ms</text>")
        page.raw("<text x=\"720\" y=\"\(height - 6)\" text-anchor=\"end\">\(length) ms</text>\n</svg>\n")
        answerTimes(talks, in: &page)
        page.raw("</div>\n</section>\n")
    }

    private func answerTimes(_ talks: [(String, Conversation)], in page: inout HTMLWriter) {
        page.raw(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Answer times\">\n<table class=\"plain small\"><thead><tr>"
        )
        for title in ["Device", "Recorded", "Exchanges", "Median answer", "Slowest answer"] {
            page.element("th", "scope=\"col\"", title)
        }
        page.raw("</tr></thead><tbody>\n")
        for (name, talk) in talks {
            let times = talk.exchanges.map(\.took).sorted()
            let slowest = talk.exchanges.max { $0.took < $1.took }
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", name)
            page.element("td", "", talk.capturedAt)
            page.element("td", "", String(talk.exchangeCount))
            page.element("td", "", times.isEmpty ? "none" : "\(times[times.count / 2]) ms")
            page.element("td", "", slowest.map { "\($0.took) ms, \($0.command)" } ?? "none")
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table>\n</div>\n")
    }
}
