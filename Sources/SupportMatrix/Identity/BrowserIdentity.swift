/// Which browser a client starts, as far as an edition may ask.
package struct BrowserIdentity: Hashable, Sendable {
    /// `edge`, `chrome`, `firefox`, `safari`, `internet-explorer`, or a product nobody listed.
    package var product: String
    /// Edge drawing a page with the engine of Internet Explorer.
    package var isInternetExplorerMode: Bool
    package var version: ReleaseName?
    /// `stable`, `extended`, `beta`, `dev`, `canary`.
    package var channel: String?
    /// The arguments it is started with; nil when nobody said.
    package var arguments: [String]?
    /// The policy that forces every window to be private, as `InPrivateModeAvailability = 2`; nil when none does.
    package var privateModePolicy: String?

    package init(
        product: String,
        isInternetExplorerMode: Bool = false,
        version: ReleaseName? = nil,
        channel: String? = nil,
        arguments: [String]? = nil,
        privateModePolicy: String? = nil
    ) {
        self.product = product
        self.isInternetExplorerMode = isInternetExplorerMode
        self.version = version
        self.channel = channel
        self.arguments = arguments
        self.privateModePolicy = privateModePolicy
    }

    /// The browser in words: `Edge in IE mode`, `Chrome 142.0`.
    package var name: String {
        let product = Self.productNames[product] ?? product
        return [product, version?.text, isInternetExplorerMode ? "in IE mode" : nil].compactMap(\.self)
            .joined(separator: " ")
    }

    private static let productNames = [
        "edge": "Edge", "chrome": "Chrome", "firefox": "Firefox", "safari": "Safari",
        "internet-explorer": "Internet Explorer",
    ]
}
