import Assessment
import CapabilityProbe

extension HTMLReport {
    /// Three answers about each key, apart: what it claims, who vouches for that, which level the model holds.
    func keys(in page: inout HTMLWriter) {
        let keys = document.devices.compactMap { device in device.appraisal.map { (device, $0) } }
        guard !keys.isEmpty else { return }
        page.raw("<section>\n<h2>Who vouches for the keys</h2>\n")
        for (device, appraisal) in keys {
            page.raw("<article class=\"card\">\n")
            page.element("h3", "", device.facts.identity.name)
            page.raw("<dl>\n")
            page.fact("Claims to be", appraisal.claimedModel ?? "no model, as keys of U2F do")
            let (mark, shade) = VerdictLook.effect((appraisal.isAttested ? Effect.satisfied : .open).rawValue)
            page.raw("<dt>Who vouches</dt><dd><b class=\"\(shade)\">")
            page.text(appraisal.isAttested ? mark : "nobody")
            page.raw("</b> ")
            page.text(appraisal.vouching.joined(separator: " "))
            page.raw("</dd>\n")
            page.fact("Model", appraisal.modelText)
            let level = appraisal.isAttested ? "Level" : "Level of the claim"
            page.fact(level, appraisal.levelExplanation.joined(separator: " "))
            page.fact("By", document.metadata?.sentence)
            page.fact("Recording", device.recording)
            page.raw("</dl>\n</article>\n")
        }
        page.raw("</section>\n")
    }
}
