import Foundation
import Glibc
import TextDocuments
import Testing

struct WholeFileTests {
    private static func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        let path = "\(NSTemporaryDirectory())/\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        return try body(path)
    }

    @Test(arguments: [0, 1, 4095, 4096, 70_000, 1 << 20])
    func everyByteIsThere(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try Self.withFile(bytes) { path throws in
            let read = try WholeFile.bytes(at: path, limit: 1 << 20)
            #expect(read == bytes)
        }
    }

    @Test func theLimitIsAllowedAndNoByteMore() throws {
        try Self.withFile(Array(repeating: 7, count: 1000)) { path in
            let read = try WholeFile.bytes(at: path, limit: 1000)
            #expect(read.count == 1000)
            let failure = #expect(throws: WholeFile.Failure.self) { try WholeFile.bytes(at: path, limit: 999) }
            #expect(failure?.step == .measuring)
        }
    }

    /// A pipe has no size, so that its bytes come in pieces.
    @Test func aPipeIsReadUntilItIsClosed() async throws {
        let path = "\(NSTemporaryDirectory())/\(UUID().uuidString)"
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        Thread.detachNewThread {
            let writer = open(path, O_WRONLY)
            _ = bytes.withUnsafeBytes { write(writer, $0.baseAddress, $0.count) }
            close(writer)
        }
        #expect(try WholeFile.bytes(at: path, limit: 1 << 20) == bytes)
    }

    @Test func whatIsNotThereAndWhatIsAFolderAreToldApart() throws {
        let missing = #expect(throws: WholeFile.Failure.self) {
            try WholeFile.bytes(at: "/nowhere/at/all", limit: 10)
        }
        #expect(missing == WholeFile.Failure(step: .opening, code: ENOENT))
        let folder = #expect(throws: WholeFile.Failure.self) { try WholeFile.bytes(at: "/", limit: 10) }
        #expect(folder == WholeFile.Failure(step: .reading, code: EISDIR))
    }
}
