import ArgumentParser
import FIDOMetadata
import Foundation
import WebDownload

/// The command `touchstone metadata fetch`.
struct MetadataFetchCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Fetches the newest BLOB, verifies it and keeps it for all other commands.",
        discussion: """
            By using the FIDO Metadata Service you accept its terms (https://fidoalliance.org/metadata/). Asks only for \
            what is newer than the BLOB that is there. What is not verified is not kept, nor is a BLOB older than the one \
            that is there; whatever goes wrong, the stored one stays in use.

            Then come the revocation lists that the signer's certificates name. A BLOB whose signer was revoked is not kept; \
            a list that cannot be had is reported and costs nothing else.

            A proxy is named by https_proxy, exceptions by no_proxy, other certificate authorities than the system's by \
            SSL_CERT_FILE.

            Exit status: 0 fetched, or unchanged; 65 not to be believed; 69 no way to the service; 124 not there in time.

            touchstone metadata fetch
            touchstone metadata fetch --url https://mirror.example/mds/blob.jwt --timeout 300
            """
    )

    static let service = "https://mds3.fidoalliance.org/"

    @Option(help: ArgumentHelp("Where to fetch from: https, or http on this very machine.", valueName: "address"))
    var url = service

    @Option(
        help: ArgumentHelp(
            "How long the BLOB may take, and its revocation lists together, in seconds.",
            valueName: "seconds"
        )
    )
    var timeout = 60.0

    @Flag(
        inversion: .prefixedNo,
        help: "Ask for the revocation lists that the certificates name; without them revocation is not checked."
    )
    var revocationLists = true

    @OptionGroup var authority: AnchorOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard timeout.isFinite, (0.001...86400).contains(timeout) else {
            throw ValidationError("--timeout takes between 0.001 and 86400 seconds")
        }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let cache = MetadataCache(anchors: try authority.anchors())
        let verifier = try authority.verifier()
        let previous = try cache.storedRecord()?.no
        let origin = cache.origin().flatMap { $0.url == url ? $0 : nil }
        console.progress("fetching \(url)")
        switch try await outcome(of: origin) {
        case .notModified:
            guard let stored = try cache.load() else {
                throw CommandFailure.file(cache.folder, "the stored BLOB has gone meanwhile", status: .tryAgain)
            }
            try console.print(VerificationDocument(stored, now: Date()), as: output.format)
            console.note("unchanged since it was fetched")
        case .fetched(let download):
            console.progress("verifying \(download.bytes.count) bytes")
            let now = Date()
            var verified = try await BLOBFile.verify(
                download.bytes,
                of: url,
                with: verifier,
                at: now,
                after: previous
            )
            let lists = try await publishedLists(for: verified, console)
            if !lists.isEmpty {
                var informed = verifier
                informed.revocationLists += lists
                verified = try await BLOBFile.verify(download.bytes, of: url, with: informed, at: now, after: previous)
            }
            try cache.store(verified)
            let digest = verified.record.payloadDigest
            try cache.store(MetadataOrigin(url: url, validators: download.validators, payloadDigest: digest))
            try console.print(VerificationDocument(verified, now: now), as: output.format)
            console.note("kept in \(cache.place)")
        }
        return .ok
    }

    /// The lists of those certificates that no `--crl` spoke for.
    private func publishedLists(for verified: VerifiedBLOB, _ console: Console) async throws -> [RevocationList] {
        guard revocationLists else { return [] }
        return try await PublishedRevocation.lists(
            at: verified.revocationListAddresses,
            within: .seconds(timeout),
            console
        )
    }

    private func outcome(of origin: MetadataOrigin?) async throws -> DownloadOutcome {
        do throws(DownloadError) {
            var request = try DownloadRequest(url)
            request.validators = origin?.validators ?? DownloadRequest.Validators()
            request.deadline = .seconds(timeout)
            request.byteLimit = BLOBFile.limit
            request.introduceTouchstone()
            return try await Downloading.fetch(request)
        } catch {
            throw try CommandFailure(error)
        }
    }
}
