/// Text of a page, grown piece by piece; what comes from a build or a device goes through ``text(_:)``.
struct HTMLWriter {
    private(set) var page = ""

    init() {
        page.reserveCapacity(1 << 18)
    }

    /// Markup of our own, as it stands.
    mutating func raw(_ markup: String) { page += markup }

    /// Text, escaped.
    mutating func text(_ text: String) { page += MarkupText.escaped(text) }

    /// An element that holds text alone; `attributes` are markup of our own.
    mutating func element(_ name: String, _ attributes: String = "", _ content: String) {
        page += attributes.isEmpty ? "<\(name)>" : "<\(name) \(attributes)>"
        text(content)
        page += "</\(name)>\n"
    }

    /// A term with what it stands for.
    mutating func fact(_ term: String, _ value: String?) {
        guard let value else { return }
        page += "<dt>\(term)</dt><dd>"
        text(value)
        page += "</dd>\n"
    }
}
