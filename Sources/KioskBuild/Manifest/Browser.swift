package import StrictYAML

/// A browser as the build starts it.
package struct Browser: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case product, version, channel, mode
        case launchArguments = "launch-arguments"
        case policies, extensions
    }

    package enum Product: String, CaseIterable, Sendable {
        case edge, chrome, firefox, safari
        case internetExplorer = "internet-explorer"
        // No edition has listed these; a build may have them all the same, and is told so.
        case chromium, brave, opera, vivaldi
        case samsungInternet = "samsung-internet"
    }

    package enum Channel: String, CaseIterable, Sendable {
        case stable
        case extendedStable = "extended-stable"
        case esr, beta, dev, canary
    }

    /// How Edge shows the system's pages.
    package enum Mode: String, CaseIterable, Sendable {
        case native
        case ieMode = "ie-mode"
    }

    package let product: Located<Product>
    package let version: Located<Version>?
    package let channel: Located<Channel>?
    package let mode: Located<Mode>?
    /// Every argument of the shortcut or of the shell; an empty list states that there are none.
    package let launchArguments: [Located<String>]?
    package let policies: BrowserPolicies?
    /// Every extension; an empty list states that there are none.
    package let extensions: [BrowserExtension]?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        version = keys[.version]?.version()
        channel = keys[.channel]?.word(Channel.self)
        mode = keys[.mode]?.word(Mode.self)
        launchArguments = keys[.launchArguments]?.list(of: Self.launchArgument(reading:))
        policies = keys[.policies].flatMap(BrowserPolicies.init(reading:))
        let product = keys.required(.product)?.word(Product.self)
        extensions = keys[.extensions]?.list { BrowserExtension(reading: $0, of: product?.value) }
        guard let product else { return nil }
        self.product = product
        if product.value != .edge {
            keys.refuse([.mode], because: "only Edge has modes, and the product is \(product.value.rawValue)")
        }
    }

    /// Reads the browsers of a build, of which each may be listed once per mode and channel.
    static func list(reading value: YAMLValue) -> [Self]? {
        let browsers = value.list(nonEmpty: true, of: Self.init(reading:))
        let names = (browsers ?? [])
            .map { browser in
                let parts = [
                    browser.product.value.rawValue, browser.mode?.value.rawValue, browser.channel?.value.rawValue,
                ]
                return browser.product.map { _ in parts.compactMap(\.self).joined(separator: " ") }
            }
        value.reportRepetitions(of: names, as: "browser")
        return browsers
    }

    /// One argument; several in one text would hide the second from every rule.
    private static func launchArgument(reading value: YAMLValue) -> Located<String>? {
        guard let argument = value.string() else { return nil }
        if argument.value.hasPrefix("-"), argument.value.contains(" -") {
            value.report("\(value.path) holds several arguments: write each as an element of the list")
            return nil
        }
        return argument
    }
}
