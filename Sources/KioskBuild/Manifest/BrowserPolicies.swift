package import StrictYAML

/// The policies that bear on private browsing and on reaching the local NHS services, under the vendors' own names.
///
/// A policy that is not set is left out; that a value is the vendor's default is for the reader to know.
package struct BrowserPolicies: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case inPrivateModeAvailability = "InPrivateModeAvailability"
        case incognitoModeAvailability = "IncognitoModeAvailability"
        case blockThirdPartyCookies = "BlockThirdPartyCookies"
        case cookiesAllowedForURLs = "CookiesAllowedForUrls"
        case localNetworkAccessAllowedForURLs = "LocalNetworkAccessAllowedForUrls"
        case localNetworkAccessBlockedForURLs = "LocalNetworkAccessBlockedForUrls"
        case loopbackNetworkAllowedForURLs = "LoopbackNetworkAllowedForUrls"
        case loopbackNetworkBlockedForURLs = "LoopbackNetworkBlockedForUrls"
    }

    /// Edge: 0 allows private windows, 1 forbids them, 2 forces them.
    package let inPrivateModeAvailability: Located<Int>?
    /// Chrome: the same numbers.
    package let incognitoModeAvailability: Located<Int>?
    package let blockThirdPartyCookies: Located<Bool>?
    package let cookiesAllowedForURLs: [Located<String>]?
    package let localNetworkAccessAllowedForURLs: [Located<String>]?
    package let localNetworkAccessBlockedForURLs: [Located<String>]?
    package let loopbackNetworkAllowedForURLs: [Located<String>]?
    package let loopbackNetworkBlockedForURLs: [Located<String>]?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        func patterns(_ key: Key) -> [Located<String>]? { keys[key]?.list { $0.string() } }
        inPrivateModeAvailability = keys[.inPrivateModeAvailability]?.integer(in: 0...2)
        incognitoModeAvailability = keys[.incognitoModeAvailability]?.integer(in: 0...2)
        blockThirdPartyCookies = keys[.blockThirdPartyCookies]?.boolean()
        cookiesAllowedForURLs = patterns(.cookiesAllowedForURLs)
        localNetworkAccessAllowedForURLs = patterns(.localNetworkAccessAllowedForURLs)
        localNetworkAccessBlockedForURLs = patterns(.localNetworkAccessBlockedForURLs)
        loopbackNetworkAllowedForURLs = patterns(.loopbackNetworkAllowedForURLs)
        loopbackNetworkBlockedForURLs = patterns(.loopbackNetworkBlockedForURLs)
    }
}
