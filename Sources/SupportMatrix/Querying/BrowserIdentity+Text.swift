extension BrowserIdentity {
    /// Reads a browser as people write it: `Edge`, `Edge (IE mode)`, `Chrome 142`, `IE11`.
    package init(parsing text: String) {
        var words = text.lowercased().split { " ()".contains($0) }.map(String.init)
        var isInternetExplorerMode = false
        if words.contains("ie"), words.contains("mode") {
            isInternetExplorerMode = true
            words.removeAll { $0 == "ie" || $0 == "mode" || $0 == "in" }
        }
        words.removeAll { $0 == "native" || $0 == "native)" }
        var version: ReleaseName?
        if let last = words.last, words.count > 1, ReleaseName(last).major != nil {
            version = ReleaseName(last)
            words.removeLast()
        }
        var product = words.joined(separator: "-")
        if product == "ie" || product == "internet-explorer" { product = "internet-explorer" }
        if product.hasPrefix("ie"), let number = ReleaseName(String(product.dropFirst(2))).major {
            version = ReleaseName(String(number))
            product = "internet-explorer"
        }
        self.init(product: product, isInternetExplorerMode: isInternetExplorerMode, version: version)
    }
}
