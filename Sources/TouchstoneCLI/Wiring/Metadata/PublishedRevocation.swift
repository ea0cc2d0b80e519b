import FIDOMetadata
import Foundation
import WebDownload

/// Gets the revocation lists that certificates name.
///
/// A list that does not come costs nobody an answer: the operator is told, and the path's revocation is reported as not
/// checked. One that comes is signed, so that it may come over plain http, as nearly all of them do.
enum PublishedRevocation {
    /// The largest list of a public authority has some megabytes.
    private static let limit = 32 << 20
    /// A path has two or three certificates below its root.
    private static let most = 8
    private static let patience = Duration.seconds(10)

    /// The lists that could be had and read.
    ///
    /// - Throws: `CancellationError` where nobody waits any more.
    static func lists(
        at addresses: [String],
        within timeout: Duration,
        _ console: Console
    ) async throws -> [RevocationList] {
        let end = ContinuousClock.now + timeout
        var lists: [RevocationList] = []
        for address in addresses.prefix(most) {
            let left = end - ContinuousClock.now
            console.progress("fetching the revocation list \(address)")
            do throws(DownloadError) {
                var request = try DownloadRequest(address, content: .signed)
                request.deadline = min(max(left, .milliseconds(1)), patience)
                request.byteLimit = limit
                request.introduceTouchstone()
                guard case .fetched(let download) = try await Downloading.fetch(request) else { continue }
                lists += list(download.bytes, of: address, console)
            } catch {
                guard error.reason != .cancelled else { throw CancellationError() }
                console.note("no revocation list: \(error)")
            }
        }
        return lists
    }

    private static func list(_ der: [UInt8], of address: String, _ console: Console) -> [RevocationList] {
        do throws(CertificateFault) {
            return [try RevocationList(der: der)]
        } catch {
            console.note("no revocation list: \(address): \(error)")
            return []
        }
    }
}

extension DownloadRequest {
    /// Says who asks, and trusts the authorities that the environment names, whatever is fetched.
    mutating func introduceTouchstone() {
        authorities = ProcessInfo.processInfo.environment["SSL_CERT_FILE"]
        agent = "touchstone/\(ToolVersion.current)"
    }
}
