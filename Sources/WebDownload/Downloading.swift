import DeviceTransport
import ThreadExecutor

/// Fetches files with libcurl.
package enum Downloading {
    private static let maximumRedirects = 5

    /// Fetches a file, on a thread of its own.
    ///
    /// The wait ends at the deadline even if the library does not; its thread is left to itself then. Cancelling the task
    /// ends the wait at once. A proxy is the one that the environment names (`https_proxy`, `no_proxy` and their kin).
    ///
    /// - Throws: ``DownloadError``.
    package static func fetch(_ request: DownloadRequest) async throws(DownloadError) -> DownloadOutcome {
        let outcome: Result<DownloadOutcome, DownloadError>
        do {
            let thread = try DeviceThread(name: "download")
            outcome = try await withTaskCancellationHandler {
                // libcurl keeps the deadline by itself; this one is for a library that is stuck.
                try await thread.run("download", within: request.deadline + .seconds(1)) {
                    do throws(DownloadError) {
                        return .success(try transfer(request))
                    } catch {
                        return .failure(error)
                    }
                }
            } onCancel: {
                thread.cancel("download")
            }
        } catch let error as TransportError where error.code == .cancelled {
            throw DownloadError(.cancelled, "the download was given up")
        } catch let error as TransportError where error.code == .deadlineExceeded {
            throw deadlineError(request)
        } catch {
            throw DownloadError(.unreachable, "no download could be begun: \(error)")
        }
        return try outcome.get()
    }

    private static func transfer(_ request: DownloadRequest) throws(DownloadError) -> DownloadOutcome {
        guard let library = LibCurl.shared else {
            throw DownloadError(.library, "libcurl (libcurl.so.4) is not installed")
        }
        let receipt = DownloadReceipt(limit: request.byteLimit)
        var handle = try CurlHandle(library)
        let milliseconds = max(1, Int(request.deadline / .milliseconds(1)))
        try handle.set(.noSignal, 1)
        try handle.set(.deadline, milliseconds)
        try handle.set(.connectDeadline, milliseconds)
        // A redirect has to be allowed by both.
        try handle.set(.protocols, request.isPlain ? CurlHandle.http | CurlHandle.https : CurlHandle.https)
        try handle.set(.redirectProtocols, CurlHandle.https)
        try handle.set(.followsRedirects, 1)
        try handle.set(.maximumRedirects, maximumRedirects)
        try handle.set(.maximumSize, request.byteLimit)
        try handle.set(.suppressesProxyHeaders, 1)
        try handle.set(.url, request.url)
        try handle.set(.agent, request.agent)
        if let authorities = request.authorities { try handle.set(.authorities, authorities) }
        try handle.setHeaderLines(request.headers)
        try handle.deliver(to: receipt)
        let code = handle.perform()
        let status = handle.status
        return try withExtendedLifetime(receipt) { () throws(DownloadError) in
            if code != .ok { throw error(code, library.name(of: code), receipt, request) }
            switch status {
            case 200: return .fetched(Download(bytes: receipt.bytes, validators: receipt.validators))
            case 304 where request.validators != DownloadRequest.Validators(): return .notModified
            default: throw DownloadError(.refused, "\(request.url): the server answered with status \(status)")
            }
        }
    }

    private static func error(
        _ code: CurlCode,
        _ name: String,
        _ receipt: DownloadReceipt,
        _ request: DownloadRequest
    ) -> DownloadError {
        let url = request.url
        if receipt.isTooLarge || code == .fileTooLarge {
            return DownloadError(.tooLarge, "\(url): larger than \(request.byteLimit) bytes")
        }
        switch code {
        case .timedOut: return deadlineError(request)
        case .unsupportedProtocol:
            return DownloadError(.redirect, "\(url): redirects to an address without https, which is not followed")
        case .tooManyRedirects: return DownloadError(.redirect, "\(url): redirects more than \(maximumRedirects) times")
        case .partialFile, .receiveError, .gotNothing:
            return DownloadError(.brokenOff, "\(url): the answer broke off (\(name))")
        case .peerVerification, .tlsConnect, .badAuthorities:
            return DownloadError(.identity, "\(url): the server did not prove who it is (\(name))")
        default: return DownloadError(.unreachable, "\(url): \(name)")
        }
    }

    private static func deadlineError(_ request: DownloadRequest) -> DownloadError {
        DownloadError(.deadline, "\(request.url): not there after \(request.deadline)")
    }
}
