import BenchTesting
import Foundation
import SoftwareAuthenticator
import Synchronization
import TestVendor
import Testing

extension EndToEnd {
    /// `metadata fetch` from a server of the test's own, which serves what the test metadata service signed.
    struct MetadataFetchTests {
        private let folder: TemporaryFolder
        private let service: TestMetadata

        init() throws {
            folder = try TemporaryFolder()
            service = try TestMetadata()
            try Data(service.anchor).write(to: URL(fileURLWithPath: folder.file("root.der")))
        }

        private func blob(_ number: Int) -> [UInt8] {
            service.blob(of: AuthenticatorModel.metadataEntries, number: number)
        }

        private func touchstone(
            _ arguments: [String],
            environment: [String: String] = [:]
        ) async throws -> CommandRun {
            let cache = ["XDG_CACHE_HOME": folder.file("cache")]
            return try await CommandRun.run(
                Tool.path,
                ["metadata"] + arguments + ["--anchor", folder.file("root.der")],
                environment: cache.merging(environment) { $1 }
            )
        }

        private func fetch(_ url: String, _ arguments: [String] = []) async throws -> CommandRun {
            try await touchstone(["fetch", "--url", url] + arguments)
        }

        /// The number of the BLOB that other commands go by.
        private func storedNumber() async throws -> Int? {
            struct Listing: Decodable {
                struct Result: Decodable { let no: Int }
                let result: Result
            }
            let run = try await touchstone(["list", "--format", "json"])
            let listing = try JSONDecoder().decode(Listing.self, from: Data(run.outputBytes))
            return listing.result.no
        }

        /// A server whose files change.
        private final class Shelf: Sendable {
            let files: Mutex<[String: [UInt8]]> = Mutex([:])

            func put(_ bytes: [UInt8], _ tag: String) {
                files.withLock { $0 = [tag: bytes] }
            }

            func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
                guard let (tag, bytes) = files.withLock({ $0.first }) else { return .init(status: 404) }
                if request.headers["if-none-match"] == tag { return .init(status: 304) }
                return .init(headers: ["ETag": tag], body: bytes)
            }
        }

        @Test func whatIsFetchedIsKeptAndAskedForByItsTag() async throws {
            let shelf = Shelf()
            let server = try LoopbackServer { shelf.answer($0) }
            shelf.put(blob(7), #""seven""#)
            let first = try await fetch(server.url())
            #expect(first.exitCode == 0 && first.output.hasPrefix("FIDO metadata no. 7: 5 entries"), "\(first)")
            #expect(try await storedNumber() == 7)

            let again = try await fetch(server.url())
            #expect(again.exitCode == 0 && again.output.hasPrefix("FIDO metadata no. 7: 5 entries"), "\(again)")
            #expect(again.errorText.contains("unchanged"), "\(again)")
            #expect(server.requests.last?.headers["if-none-match"] == #""seven""#)
            #expect(server.requests.last?.headers["user-agent"]?.hasPrefix("touchstone/") == true)

            shelf.put(blob(8), #""eight""#)
            let newer = try await fetch(server.url())
            #expect(newer.exitCode == 0 && newer.output.hasPrefix("FIDO metadata no. 8:"), "\(newer)")
            #expect(try await storedNumber() == 8)
        }

        /// The tag belongs to what was fetched from that address, and not to what was imported since.
        @Test func noConditionIsMadeForWhatCameFromElsewhere() async throws {
            let server = try LoopbackServer { _ in .init(headers: ["ETag": #""x""#], body: blob(7)) }
            #expect(try await fetch(server.url()).exitCode == 0)
            #expect(try await fetch(server.url("/other.jwt")).exitCode == 0)
            #expect(server.requests.last?.headers["if-none-match"] == nil)
            let path = folder.file("nine.jwt")
            try Data(blob(9)).write(to: URL(fileURLWithPath: path))
            #expect(try await touchstone(["import", path]).exitCode == 0)
            let refused = try await fetch(server.url("/other.jwt"))
            #expect(server.requests.last?.headers["if-none-match"] == nil)
            #expect(
                refused.exitCode == 65 && refused.errorText.contains("number 7 is older than number 9"),
                "\(refused)"
            )
        }

        @Test(arguments: ["rollback", "tampered", "truncated", "oversize", "missing", "redirect", "slow", "half"])
        func whateverGoesWrongTheStoredOneStays(trouble: String) async throws {
            let good = blob(8)
            let path = folder.file("eight.jwt")
            try Data(good).write(to: URL(fileURLWithPath: path))
            #expect(try await touchstone(["import", path]).exitCode == 0)

            var tampered = blob(9)
            tampered[tampered.count / 2] ^= 1
            let answers: [String: (LoopbackServer.Answer, Int32, String)] = [
                "rollback": (.init(body: blob(6)), 65, "number 6 is older than number 8"),
                "tampered": (.init(body: tampered), 65, "the signature is not the signer's"),
                "truncated": (.init(body: Array(good.dropLast(20))), 65, "the signature is not"),
                "oversize": (.init(announcedLength: 200 << 20), 65, "larger than"),
                "missing": (.init(status: 404), 69, "status 404"),
                "redirect": (.init(status: 301, headers: ["Location": "http://127.0.0.1:9/"]), 69, "without https"),
                "slow": (.init(body: good, drip: .milliseconds(50)), 124, "not there after"),
                "half": (.init(body: good, announcedLength: good.count + 1), 69, "broke off"),
            ]
            let (answer, status, reason) = try #require(answers[trouble])
            let server = try LoopbackServer { _ in answer }
            let run = try await fetch(server.url(), trouble == "slow" ? ["--timeout", "0.5"] : [])
            #expect(run.exitCode == status && run.output.isEmpty, "\(run)")
            #expect(run.errorText.contains(reason) && run.errorText.contains("hint:"), "\(run)")
            #expect(try await storedNumber() == 8)
        }

        /// The signer's certificate names a list; what is on it decides, and that it cannot be had is told.
        @Test(arguments: ["good", "revoked", "missing", "garbage", "not asked for"])
        func theSignersRevocationListIsAskedFor(state: String) async throws {
            let shelf = Shelf()
            let lists = try LoopbackServer { shelf.answer($0) }
            let service = try TestMetadata(revocationListAt: lists.url("/list.crl"))
            try Data(service.anchor).write(to: URL(fileURLWithPath: folder.file("root.der")))
            let blobs = try LoopbackServer { _ in
                .init(body: service.blob(of: AuthenticatorModel.metadataEntries, number: 7))
            }
            switch state {
            case "good", "not asked for": shelf.put(try service.revocationList(revokingSigner: false), "a")
            case "revoked": shelf.put(try service.revocationList(revokingSigner: true), "a")
            case "garbage": shelf.put(Array("<html>".utf8), "a")
            default: break
            }
            let run = try await fetch(blobs.url(), state == "not asked for" ? ["--no-revocation-lists"] : [])
            #expect(lists.requests.map(\.line) == (state == "not asked for" ? [] : ["GET /list.crl HTTP/1.1"]))
            if state == "revoked" {
                #expect(run.exitCode == 65 && run.output.isEmpty && run.errorText.contains("revoked"), "\(run)")
                #expect(try await storedNumber() != 7)
                return
            }
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.output.contains("not revoked, by a list of") == (state == "good"), "\(run)")
            #expect(run.output.contains("revocation not checked") == (state != "good"), "\(run)")
            let isTold = run.errorText.contains("no revocation list: ")
            #expect(isTold == (state == "missing" || state == "garbage"), "\(run)")
        }

        @Test func withoutANetworkItSaysSo() async throws {
            let run = try await fetch("https://127.0.0.1:9/", ["--format", "json"])
            #expect(run.exitCode == 69, "\(run)")
            #expect(run.output.contains(#""download-unreachable""#), "\(run)")
            #expect(run.errorText.contains("touchstone metadata import"), "\(run)")
        }

        @Test(arguments: ["http://mds3.fidoalliance.org/", "https://u:p@example.test/", "blob.jwt"])
        func anAddressThatIsNotFetchedFromIsAMistakeOfUse(url: String) async throws {
            let run = try await fetch(url)
            #expect(run.exitCode == 64 && run.output.isEmpty, "\(run)")
        }

        @Test func aProxyIsTakenFromTheEnvironment() async throws {
            let proxy = try LoopbackServer { _ in .init(body: blob(7)) }
            let address = "http://localhost:9/blob.jwt"
            let proxied = try await touchstone(
                ["fetch", "--url", address],
                environment: ["http_proxy": proxy.url("")]
            )
            #expect(proxied.exitCode == 0, "\(proxied)")
            #expect(proxy.requests.map(\.line) == ["GET \(address) HTTP/1.1"])
            let direct = try await touchstone(
                ["fetch", "--url", address],
                environment: ["http_proxy": proxy.url(""), "no_proxy": "localhost"]
            )
            #expect(direct.exitCode == 69 && proxy.requests.count == 1, "\(direct)")
        }

        @Test(.enabled(if: LoopbackTLSServer.isAvailable, "openssl is not installed"))
        func aServerHasToProveWhoItIs() async throws {
            try Data(blob(7)).write(to: URL(fileURLWithPath: folder.file("blob.jwt")))
            let server = try await LoopbackTLSServer(folder: folder.path)
            let unknown = try await fetch(server.url("blob.jwt"))
            #expect(unknown.exitCode == 69 && unknown.errorText.contains("SSL_CERT_FILE"), "\(unknown)")
            let trust = ["SSL_CERT_FILE": server.certificate]
            let known = try await touchstone(["fetch", "--url", server.url("blob.jwt")], environment: trust)
            #expect(known.exitCode == 0 && known.output.hasPrefix("FIDO metadata no. 7"), "\(known)")

            // To an address with https a redirect is followed, from whichever scheme it came.
            let door = try LoopbackServer { _ in .init(status: 302, headers: ["Location": server.url("blob.jwt")]) }
            let led = try await touchstone(["fetch", "--url", door.url()], environment: trust)
            #expect(led.exitCode == 0, "\(led)")
        }
    }
}
