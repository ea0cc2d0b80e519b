import Evidence
import Foundation
import Testing

struct TarArchiveTests {
    private func sample() throws -> BundleFiles {
        var files = BundleFiles(name: "b.tar")
        try files.add("a.txt", Array("one".utf8))
        try files.add("recordings/\(String(repeating: "n", count: 80)).jsonl", [UInt8](repeating: 7, count: 513))
        try files.add("empty", [])
        return files
    }

    @Test func archivesReadBack() throws {
        let files = try sample()
        let read = try TarArchive.read(TarArchive.write(files, folder: "ward"), name: "b.tar")
        #expect(read.paths == files.paths)
        for path in files.paths { #expect(read[path] == files[path]) }
    }

    @Test func everyPrefixIsRefused() throws {
        let archive = TarArchive.write(try sample(), folder: "ward")
        for length in 0..<archive.count {
            #expect(throws: EvidenceError.self) { try TarArchive.read(Array(archive[..<length]), name: "b.tar") }
        }
    }

    /// A flipped byte changes what is read or is refused; only fields that a header sums up twice could hide one.
    @Test func noFlippedByteGoesUnseen() throws {
        let files = try sample()
        let archive = TarArchive.write(files, folder: "ward")
        for index in archive.indices {
            var flipped = archive
            flipped[index] ^= 0x01
            guard let read = try? TarArchive.read(flipped, name: "b.tar") else { continue }
            let isSame = read.paths == files.paths && files.paths.allSatisfy { read[$0] == files[$0] }
            #expect(!isSame, "byte \(index)")
        }
    }

    @Test func theSystemsTarReadsIt() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tar-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let archive = folder.appendingPathComponent("b.tar")
        try Data(TarArchive.write(sample(), folder: "ward")).write(to: archive)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/tar")
        process.arguments = ["-xf", archive.path, "-C", folder.path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let read = try BundleFiles(reading: folder.appendingPathComponent("ward").path)
        #expect(read.paths == (try sample()).paths)
    }

    @Test(arguments: ["../a", "/a", "a//b", "a/../b", "", "a\nb", "a/b/c/d", String(repeating: "x", count: 101)])
    func pathsThatLeaveTheBundleAreRefused(path: String) {
        var files = BundleFiles(name: "b")
        #expect(throws: EvidenceError.self) { try files.add(path, []) }
    }
}
