import FIDOMetadata
import Foundation
import WebDownload

/// Gets the revocation lists that certificates name.
///
/// A list that does not come costs nobody an answer: the operator is told, and the path's revocation is reported as not
/// checked. One that comes is signed, so that it may come over plain http, as nearly all of them do.
struct PublishedRevocation {
    /// The largest list of a public authority has some megabytes.
    private static let limit = 32 << 20
    /// A path has two or three certificates below its root.
    private static let most = 8
    private static let patience = Duration.seconds(10)

    let authorities: String?
    let agent: String

    /// The lists that could be had and read.
    ///
    /// - Throws: `CancellationError` where nobody waits any more.
    func lists(at addresses: [String], within timeout: Duration, _ console: Console) async throws -> [RevocationList] {
        let end = ContinuousClock.now + timeout
        var lists: [RevocationList] = []
        for address in addresses.prefix(Self.most) {
            let left = end - ContinuousClock.now
            console.progress("fetching the revocation list \(address)")
            do throws(DownloadError) {
                var request = try DownloadRequest(address, content: .signed)
                request.deadline = min(max(left, .milliseconds(1)), Self.patience)
                request.byteLimit = Self.limit
                request.authorities = authorities
                request.agent = agent
                guard case .fetched(let download) = try await Downloading.fetch(request) else { continue }
                lists += list(download.bytes, of: address, console)
            } catch {
                guard error.reason != .cancelled else { throw CancellationError() }
                console.note("no revocation list: \(error)")
            }
        }
        return lists
    }

    private func list(_ der: [UInt8], of address: String, _ console: Console) -> [RevocationList] {
        do throws(CertificateFault) {
            return [try RevocationList(der: der)]
        } catch {
            console.note("no revocation list: \(address): \(error)")
            return []
        }
    }
}
