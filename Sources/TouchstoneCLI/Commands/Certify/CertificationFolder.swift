import Foundation
import Glibc

/// The folder that a certification leaves: whole under its name, or not at all.
///
/// It grows under a temporary name beside the final one and is renamed when everything in it is on the disk.
struct CertificationFolder {
    private let path: String
    private let draft: String

    /// Begins a draft.
    ///
    /// - Throws: `CommandFailure` when something has that name already, or nothing can be written there.
    init(_ path: String) throws {
        self.path = path
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                code: "exists",
                message: "\(path): is there already, and a certification is never overwritten",
                remedy: "choose another folder with --output, or move this one away",
                status: .inputOutput
            )
        }
        draft = "\(path).incomplete-\(getpid())"
        try OutputFolder.make(recordings)
    }

    /// Where recordings go while the certification runs.
    var recordings: String { "\(draft)/recordings" }

    /// Writes one file and brings it to the disk.
    func write(_ bytes: some Collection<UInt8>, to name: String) throws {
        let file = "\(draft)/\(name)"
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            try Self.synchronize(file)
        } catch {
            throw CommandFailure.file(file, "cannot be written: \(error.localizedDescription)")
        }
    }

    /// Copies recordings that the certification was replayed from.
    func adopt(recording path: String) throws {
        let bytes = try InputFile.bytes(path, called: "recording")
        try write(bytes, to: "recordings/\((path as NSString).lastPathComponent)")
    }

    /// Gives the folder its name.
    func finish() throws {
        try Self.synchronize(recordings)
        try Self.synchronize(draft)
        guard rename(draft, path) == 0 else {
            throw CommandFailure.file(path, "the folder cannot be renamed: \(String(cString: strerror(errno)))")
        }
        try Self.synchronize((path as NSString).deletingLastPathComponent)
    }

    /// Removes the draft of a certification that did not come to its end.
    func abandon() {
        try? FileManager.default.removeItem(atPath: draft)
    }

    private static func synchronize(_ path: String) throws {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandFailure.file(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw CommandFailure.file(path, String(cString: strerror(errno)))
        }
    }
}
