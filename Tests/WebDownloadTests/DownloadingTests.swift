import BenchTesting
import Testing
import WebDownload

/// libcurl against a server of the test's own, good and bad.
struct DownloadingTests {
    private static let body = [UInt8](repeating: 0x61, count: 100_000)

    private static func fetch(
        _ server: LoopbackServer,
        _ adjust: (inout DownloadRequest) -> Void = { _ in }
    ) async throws -> Result<DownloadOutcome, DownloadError> {
        var request = try DownloadRequest(server.url())
        request.deadline = .seconds(10)
        adjust(&request)
        do throws(DownloadError) {
            return .success(try await Downloading.fetch(request))
        } catch {
            return .failure(error)
        }
    }

    private static func reason(_ result: Result<DownloadOutcome, DownloadError>) -> DownloadError.Reason? {
        guard case .failure(let error) = result else { return nil }
        return error.reason
    }

    @Test func fetchesWholeFilesAndWhatTheyAreCalled() async throws {
        let server = try LoopbackServer { _ in
            .init(headers: ["ETag": #" "v7" "#, "last-modified": "Sun, 01 Nov 2026 08:00:00 GMT"], body: Self.body)
        }
        guard case .fetched(let download) = try await Self.fetch(server).get() else {
            Issue.record("nothing was fetched")
            return
        }
        #expect(download.bytes == Self.body)
        #expect(download.validators.entityTag == #""v7""#)
        #expect(download.validators.lastModified == "Sun, 01 Nov 2026 08:00:00 GMT")
        #expect(server.requests.first?.line == "GET /blob.jwt HTTP/1.1")
        #expect(server.requests.first?.headers["if-none-match"] == nil)
    }

    @Test func asksForWhatIsNewer() async throws {
        let server = try LoopbackServer { request in
            request.headers["if-none-match"] == #""v7""# ? .init(status: 304) : .init(body: Self.body)
        }
        let outcome = try await Self.fetch(server) {
            $0.validators = .init(entityTag: #""v7""#, lastModified: "Sun, 01 Nov 2026 08:00:00 GMT")
        }
        guard case .notModified = try outcome.get() else {
            Issue.record("\(outcome)")
            return
        }
        #expect(server.requests.first?.headers["if-modified-since"] == "Sun, 01 Nov 2026 08:00:00 GMT")
    }

    /// What a server said once does not become a header line of our own.
    @Test func noValidatorAddsALine() async throws {
        let server = try LoopbackServer { _ in .init(body: [1]) }
        _ = try await Self.fetch(server) { $0.validators = .init(entityTag: "\"x\"\r\nCookie: y") }.get()
        #expect(server.requests.first?.headers["cookie"] == nil)
    }

    @Test func nothingWasAskedThatCouldBeUnmodified() async throws {
        let server = try LoopbackServer { _ in .init(status: 304) }
        #expect(Self.reason(try await Self.fetch(server)) == .refused)
    }

    @Test(arguments: [404, 500, 204, 206]) func anotherStatusIsNoFile(status: Int) async throws {
        let server = try LoopbackServer { _ in .init(status: status, body: status == 204 ? [] : Self.body) }
        let result = try await Self.fetch(server)
        #expect(Self.reason(result) == .refused, "\(result)")
    }

    @Test func aRedirectWithoutHTTPSIsNotFollowed() async throws {
        let target = try LoopbackServer { _ in .init(body: Self.body) }
        let server = try LoopbackServer { _ in .init(status: 302, headers: ["Location": target.url()]) }
        let result = try await Self.fetch(server)
        #expect(Self.reason(result) == .redirect, "\(result)")
        #expect(target.requests.isEmpty)
    }

    @Test func anAnswerThatDripsCostsTheDeadline() async throws {
        let server = try LoopbackServer { _ in .init(body: Self.body, drip: .milliseconds(20)) }
        let clock = ContinuousClock()
        let start = clock.now
        let result = try await Self.fetch(server) { $0.deadline = .milliseconds(300) }
        #expect(Self.reason(result) == .deadline, "\(result)")
        #expect(clock.now - start < .seconds(2))
    }

    @Test func whatIsAnnouncedAsTooLargeIsNotFetched() async throws {
        let server = try LoopbackServer { _ in .init(body: Self.body) }
        let result = try await Self.fetch(server) { $0.byteLimit = 99_999 }
        #expect(Self.reason(result) == .tooLarge, "\(result)")
        guard case .fetched = try await Self.fetch(server, { $0.byteLimit = 100_000 }).get() else {
            Issue.record("a file of just the limit was refused")
            return
        }
    }

    @Test func whatTurnsOutTooLargeIsBrokenOff() async throws {
        let server = try LoopbackServer { _ in
            .init(headers: ["Transfer-Encoding": "chunked"], body: Array("186A0\r\n".utf8) + Self.body)
        }
        let result = try await Self.fetch(server) { $0.byteLimit = 50_000 }
        #expect(Self.reason(result) == .tooLarge, "\(result)")
    }

    @Test func halfAFileIsNone() async throws {
        let server = try LoopbackServer { _ in .init(body: Self.body, announcedLength: 200_000) }
        let result = try await Self.fetch(server)
        #expect(Self.reason(result) == .brokenOff, "\(result)")
    }

    @Test func nobodyListens() async throws {
        let url = try LoopbackServer { _ in .init() }.url()
        // The server is gone with the statement that made it; the next connection ends its thread.
        var reasons: [DownloadError.Reason] = []
        for _ in 0..<3 {
            do throws(DownloadError) {
                _ = try await Downloading.fetch(try DownloadRequest(url))
            } catch {
                reasons.append(error.reason)
            }
        }
        #expect(reasons.last == .unreachable, "\(reasons)")
    }

    @Test func nobodyWaitsAfterACancellation() async throws {
        let server = try LoopbackServer { _ in .init(body: Self.body, drip: .milliseconds(20)) }
        let task = Task { try await Self.fetch(server) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        let start = ContinuousClock.now
        task.cancel()
        #expect(Self.reason(try await task.value) == .cancelled)
        #expect(ContinuousClock.now - start < .seconds(1))
    }
}
