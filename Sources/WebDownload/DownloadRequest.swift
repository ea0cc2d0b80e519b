import FoundationEssentials

/// A file to be fetched, and what it may cost.
package struct DownloadRequest: Sendable {
    /// What makes the bytes believable.
    package enum Content: Sendable {
        /// The way that they come by: `https`; `http` to this very machine alone.
        case any
        /// A signature of their own, so that whoever is on the way can do no more than withhold them: `http` as well.
        case signed
    }

    package let url: String
    /// What the server said of the file that is there already; it answers *not modified* while that still holds.
    package var validators = Validators()
    /// From the first step to the last byte, redirects and all.
    package var deadline = Duration.seconds(60)
    package var byteLimit = 128 << 20
    /// Certificates (PEM) to trust instead of the system's.
    package var authorities: String?
    package var agent = "touchstone"

    /// Names of a version of a file (RFC 9110, 8.8).
    package struct Validators: Hashable, Sendable {
        package var entityTag: String?
        package var lastModified: String?

        package init(entityTag: String? = nil, lastModified: String? = nil) {
            self.entityTag = entityTag
            self.lastModified = lastModified
        }
    }

    let isPlain: Bool

    /// Takes an address that may be fetched from.
    ///
    /// - Throws: ``DownloadError/Reason/address`` for a scheme other than `https`, unless it is `http` to a loopback
    ///   address, when nobody is on the way, or what comes is signed. For a user name or a password in it, too: secrets
    ///   are no arguments.
    package init(_ url: String, content: Content = .any) throws(DownloadError) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            let host = parts.host, !host.isEmpty
        else { throw DownloadError(.address, "`\(url)` is no address of a file; it has to begin with https://") }
        guard parts.user == nil, parts.password == nil else {
            throw DownloadError(.address, "an address with a user name or a password is not taken")
        }
        guard scheme == "https" || (scheme == "http" && (content == .signed || Self.isLoopback(host))) else {
            throw DownloadError(
                .address,
                "`\(url)` is not fetched: https is, and http from this machine's own loopback addresses"
            )
        }
        self.url = url
        isPlain = scheme == "http"
    }

    /// `localhost`, 127.0.0.0/8 and ::1 (RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3).
    private static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" || host == "[::1]" || host == "::1" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers.allSatisfy { UInt8($0) != nil } && numbers.first == "127"
    }

    /// Header lines that make the request conditional (RFC 9110, 13.1.2 and 13.1.3).
    var headers: [String] {
        var lines = ["Accept: */*"]
        if let tag = validators.entityTag?.harmless { lines.append("If-None-Match: \(tag)") }
        if let date = validators.lastModified?.harmless { lines.append("If-Modified-Since: \(date)") }
        return lines
    }
}

extension String {
    /// Nothing that would begin another header line; `nil` for what cannot have been one header's value.
    fileprivate var harmless: String? {
        utf8.allSatisfy { (0x20...0x7E).contains($0) } ? self : nil
    }
}
