/// A page with the tables of the specification and sentences of our own, in several kinds of markup.
///
/// It stands in for the real page, which is not ours to keep; a test that reads the real one runs where it is at hand.
struct SamplePage {
    var introduction = [
        "Specification of client environments",
        "The environment is told in operating systems, browsers and",
        "smartcard printer drivers",
        "Editions for the Internet of Things (IoT) are not supported.",
    ]
    var operatingSystems = ["Windows 11(3)", "Windows 10", "Window 8.1 and earlier"]
    var browsers = ["Edge (native)", "Chrome (2)", "Firefox", "Edge (IE mode)", "IE11 and below", "Safari"]
    var systems: [(name: String, operatingSystems: [String], browsers: [String])]
    var betweenTables = ["* Private browsing is unsupported."]
    var systemNotes = [
        "(1) Care Identity Management is reached with Chrome/Edge using NHS Credential Management.",
        "Chrome and Edge also work with the Chrome extension, which is ‘Retired’ and cannot manage cards.",
        "(2) Chrome and Edge require NHS Credential Management. For e-RS the recommended version of Chrome has to be "
            + "within ten releases of the current one.",
        "(3) The latest supported version of Windows 11 is v24H2. No newer versions were tested.",
    ]
    var authenticators: [(name: String, operatingSystems: [String], browsers: [String])] = [
        ("Smartcards", ["Windows 10", "Windows 11"], ["Edge", "Chrome"]),
        ("NHS CIS2 Auth iPad app(1)", ["iPad OS 16 and above"], ["Safari"]),
        ("Windows Hello", ["Windows 10", "Windows 11"], ["Edge", "Chrome", "Firefox"]),
        (
            "Security keys(2)", ["Windows 10", "Windows 11", "macOS 13 and above"],
            ["Edge", "Chrome", "Safari", "Firefox"]
        ),
        (
            "Microsoft Authenticator(3)", ["Windows 10", "Windows 11", "macOS 13 and above"],
            ["Edge", "Chrome", "Safari", "Firefox"]
        ),
    ]
    var authenticatorNotes = [
        "Organisations may choose to use other devices (Chromebooks, Android tablets), other systems (Linux) and "
            + "other browsers, and nobody can be held liable.",
        "(1) iPads are to be managed by a mobile device management (MDM) service.",
        "(2) They have to be FIDO Authenticator Level 2 Certified.",
        "(3) Microsoft Authenticator is recommended. Google Authenticator is also supported.",
    ]
    var lastLine = ["Last edited: 20 December 2024 8:29 am"]

    init() {
        let names = [
            "Care Identity Management(1)", "SUS", "e-RS - Professional", "Spine EPS Tracker(2)",
            "Spine Reporting Service(2)", "Spine Demographic application(2)", "Spine TES Alert Viewer(2)",
            "Spine National Care Records Service (NCRS)", "Spine MOLES (message tracker) and MESH UI(2)",
        ]
        systems = names.map { name in
            let safari = name.contains("NCRS") ? "Supported" : "Retired"
            return (
                name, ["Recommended", "Supported", "Retired"],
                ["Recommended", "Recommended", "Retired", "Retired", "Retired", safari]
            )
        }
    }

    /// As a reader's clipboard gives it: no cells, broken headers, lists that run down the page.
    func text() -> String {
        var lines = introduction + ["", "Operating systems", ""]
        lines.append("NHS England Smartcard enabled system " + operatingSystems.joined(separator: " "))
        lines += systems.map { ([$0.name] + $0.operatingSystems).joined(separator: " ") }
        lines += ["", "Browsers *", "", "NHS England Smartcard enabled system", ""]
        lines += browsers.prefix(1) + ["", browsers.dropFirst().joined(separator: " ")]
        lines += systems.map { ([$0.name] + $0.browsers).joined(separator: " ") }
        lines += [""] + betweenTables + [""] + systemNotes.flatMap { [$0, ""] }
        lines.append("NHS England approved authenticators Supported operating systems Supported browsers")
        for row in authenticators {
            let items = row.operatingSystems + row.browsers
            lines += ["\(row.name) \(items.first ?? "")"] + items.dropFirst()
        }
        lines += [""] + authenticatorNotes.flatMap { [$0, ""] } + lastLine
        return lines.joined(separator: "\n")
    }

    /// Tidy markup: heads of `th`, lists in cells, raised footnotes.
    func html() -> String {
        func cell(_ tag: String, _ text: String) -> String {
            let raised = text.replacing("(1)", with: "<sup>1</sup>").replacing("(2)", with: "<sup>(2)</sup>")
            return "<\(tag)>\(raised)</\(tag)>"
        }
        func table(_ head: [String], _ rows: [[String]]) -> [String] {
            ["<table class=\"a > b\"><thead><tr>"] + head.map { cell("th", $0) } + ["</tr></thead><tbody>"]
                + rows.map { row in "<tr>" + row.map { cell("td", $0) }.joined() + "</tr>" } + ["</tbody></table>"]
        }
        func list(_ items: [String]) -> String {
            "<ul>" + items.map { "<li>\($0)</li>" }.joined() + "</ul>"
        }
        var lines = ["<!DOCTYPE html>", "<html><head><title>A page</title><style>td > th { }</style></head><body>"]
        lines += introduction.map { "<p>\($0)</p>" }
        lines += table(["Enabled system"] + operatingSystems, systems.map { [$0.name] + $0.operatingSystems })
        lines += table(["Enabled system"] + browsers, systems.map { [$0.name] + $0.browsers })
        lines += (betweenTables + systemNotes).map { "<p>\($0)</p>" }
        lines += table(
            ["Approved authenticators", "Supported operating systems", "Supported browsers"],
            authenticators.map { [$0.name, list($0.operatingSystems), list($0.browsers)] }
        )
        lines += (authenticatorNotes + lastLine).map { "<p>\($0)</p>" }
        return (lines + ["</body></html>"]).joined(separator: "\n")
    }

    /// Old markup: capitals, no end tags, breaks and unbreakable spaces, a comment and a script in the way.
    func oldHTML() -> String {
        func hard(_ text: String) -> String { text.replacing(" ", with: "&nbsp;").replacing("‘", with: "&lsquo;") }
        var lines = ["<HTML><BODY BGCOLOR=white><!-- <table><tr><td>not a table --><SCRIPT>if (a<b) {}</SCRIPT>"]
        lines += introduction.map { "\($0)<BR>" }
        lines.append("<TABLE><TR><TD>NHS system")
        lines += operatingSystems.map { "<TD>\(hard($0))" }
        for row in systems { lines.append("<TR><TD>\(row.name)" + row.operatingSystems.map { "<TD>\($0)" }.joined()) }
        lines.append("</TABLE><TABLE><TR><TD>NHS system")
        lines += browsers.map { "<TD>\($0.replacing("Edge (", with: "Edge<BR>("))" }
        for row in systems { lines.append("<TR><TD>\(row.name)" + row.browsers.map { "<TD>\($0)" }.joined()) }
        lines.append("</TABLE>")
        lines += (betweenTables + systemNotes).map { "\(hard($0))<BR>" }
        lines.append("<TABLE><TR><TD>Authenticators<TD>Operating systems<TD>Browsers")
        for row in authenticators {
            lines.append(
                "<TR><TD>\(row.name)<TD>\(row.operatingSystems.joined(separator: "<BR>"))<TD>"
                    + row.browsers.joined(separator: "<BR>")
            )
        }
        lines.append("</TABLE>")
        lines += (authenticatorNotes + lastLine).map { "\($0)<BR>" }
        return lines.joined(separator: "\n")
    }
}
