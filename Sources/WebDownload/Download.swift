/// What came of a request.
package enum DownloadOutcome: Sendable {
    case fetched(Download)
    /// The server still has the version that the request named.
    case notModified
}

/// A file that was fetched whole.
package struct Download: Sendable {
    package let bytes: [UInt8]
    /// What to ask with next time.
    package let validators: DownloadRequest.Validators
}
