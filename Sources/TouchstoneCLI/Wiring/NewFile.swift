import Glibc

/// Files that a command makes and that it never overwrites.
enum NewFile {
    /// Writes the whole file under a temporary name beside it, then gives it its own.
    ///
    /// - Throws: `CommandFailure` when something has that name already, or the system refuses.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(CommandFailure) {
        let draft = "\(path).incomplete-\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .refused(path, "cannot be written", number: errno) }
        defer { unlink(draft) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let number = count < 0 ? errno : ENOSPC
                close(descriptor)
                throw .refused(path, "cannot be written", number: number)
            }
            rest = rest.dropFirst(count)
        }
        let isSynced = fsync(descriptor) == 0 || errno == EINVAL
        let isClosed = close(descriptor) == 0
        guard isSynced, isClosed else { throw .refused(path, "cannot be written", number: errno) }
        // A link fails where a rename would replace what is there.
        guard link(draft, path) == 0 else {
            guard errno == EEXIST else { throw .refused(path, "cannot be written", number: errno) }
            throw CommandFailure(
                code: "exists",
                message: "\(path): is there already, and is not overwritten",
                remedy: "choose another name, or move the file away",
                status: .inputOutput
            )
        }
    }
}
