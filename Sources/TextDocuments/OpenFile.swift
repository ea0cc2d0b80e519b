import Glibc

/// A file that stays open, of which single parts are read; closed with the last reference to it.
package final class OpenFile: Sendable {
    private let descriptor: Int32
    /// Bytes that it had when it was opened.
    private let size: Int

    /// - Throws: ``WholeFile/Failure`` for a file that cannot be opened.
    package init(at path: String) throws(WholeFile.Failure) {
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw WholeFile.Failure(step: .opening, code: errno) }
        var status = stat()
        size = fstat(opened, &status) == 0 ? Int(status.st_size) : 0
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// The bytes of a range; fewer where the file ends before it does.
    ///
    /// - Throws: ``WholeFile/Failure`` for what cannot be read.
    package func bytes(in wanted: Range<Int>) throws(WholeFile.Failure) -> [UInt8] {
        // No more room is asked for than there are bytes.
        let range = wanted.clamped(to: 0..<size)
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let got = pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: count),
                    range.count - count,
                    off_t(range.lowerBound + count)
                )
                if got < 0, errno == EINTR { continue }
                if got < 0 { code = errno }
                guard got > 0 else { return }
                count += got
            }
        }
        guard code == 0 else { throw WholeFile.Failure(step: .reading, code: code) }
        return bytes
    }
}
