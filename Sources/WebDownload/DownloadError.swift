/// Why there is no file.
package struct DownloadError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: String, Hashable, Sendable {
        /// The address is not one to fetch from.
        case address
        /// libcurl is not installed, or not one that can do this.
        case library
        /// No way to the server, or it does not answer.
        case unreachable
        /// The server did not prove who it is.
        case identity
        /// The server answered, with something else than the file.
        case refused
        /// The answer broke off.
        case brokenOff
        /// A redirect leads where nothing is fetched from.
        case redirect
        case tooLarge
        case deadline
        case cancelled
    }

    package let reason: Reason
    package let description: String

    init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
