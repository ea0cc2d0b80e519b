import Glibc

/// Reads files from their first byte to their last, straight into the array that is given out.
package enum WholeFile {
    package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        package enum Step: Hashable, Sendable {
            case opening
            case reading
            /// It has more bytes than were allowed.
            case measuring
        }

        package let step: Step
        /// `errno`; 0 where the system had nothing against it.
        package let code: Int32

        package init(step: Step, code: Int32) {
            self.step = step
            self.code = code
        }

        package var description: String {
            switch step {
            case .opening: "the file cannot be opened: \(reason)"
            case .reading: "the file cannot be read: \(reason)"
            case .measuring: "the file is larger than allowed"
            }
        }

        private var reason: String { String(cString: strerror(code)).lowercased() }
    }

    /// Reads a file, or what a pipe holds until it is closed.
    ///
    /// - Throws: ``Failure`` for a file that cannot be opened or read, and for one of more than `limit` bytes.
    package static func bytes(at path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(step: .opening, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(step: .reading, code: errno) }

        // One byte of room that stays empty tells the end of a file whose size is known.
        var room = min(max(Int(status.st_size), 0), limit) + 1
        var bytes: [UInt8] = []
        while true {
            let piece = try piece(of: descriptor, upTo: room)
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
            guard bytes.count <= limit else { throw Failure(step: .measuring, code: 0) }
            guard piece.count == room else { return bytes }
            room = min(max(room, 1 << 16), limit + 1 - bytes.count)
        }
    }

    /// So many bytes, or fewer where the end comes first.
    private static func piece(of descriptor: Int32, upTo room: Int) throws(Failure) -> [UInt8] {
        var code: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            while count < room {
                let got = read(descriptor, buffer.baseAddress?.advanced(by: count), room - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { code = errno }
                guard got > 0 else { return }
                count += got
            }
        }
        guard code == 0 else { throw Failure(step: .reading, code: code) }
        return piece
    }
}
