import WebDownload

extension CommandFailure {
    /// A BLOB that could not be fetched; what was stored stays in use.
    ///
    /// - Throws: `CancellationError` where nobody waits any more.
    init(_ error: DownloadError) throws {
        let file =
            "the BLOB that is stored stays in use; a file from elsewhere is taken by `touchstone metadata import`"
        let (status, remedy): (ExitStatus, String) =
            switch error.reason {
            case .cancelled: throw CancellationError()
            case .address: (.usage, "name an address that begins with https://")
            case .library: (.unavailable, "install it (Debian: libcurl4); \(file)")
            case .identity:
                (.unavailable, "if a proxy of your own signs for others, name its certificate in SSL_CERT_FILE")
            case .unreachable:
                (.unavailable, "a proxy is named by https_proxy; \(file)")
            case .refused, .redirect, .brokenOff: (.unavailable, "try again later, or another --url; \(file)")
            case .tooLarge: (.badData, "no BLOB is that large; look at what the address serves")
            case .deadline: (.deadline, "allow more with --timeout; \(file)")
            }
        self.init(
            code: "download-\(error.reason.rawValue)",
            message: error.description,
            remedy: remedy,
            status: status
        )
    }
}
