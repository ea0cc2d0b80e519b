import Glibc

/// Reads a file line by line in a bounded amount of memory.
final class LineReader {
    /// One line without its line feed.
    struct Line {
        let bytes: ArraySlice<UInt8>
        /// Whether the line feed was there; the last line of a torn file has none.
        let isTerminated: Bool
    }

    /// Hexadecimal of the largest CTAPHID message or extended APDU is 128 KiB; this is four times as much.
    static let maximumLine = 1 << 19

    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    /// The number of the line that was read last, counted from 1.
    private(set) var lineNumber = 0

    init(path: String) throws(RecordingError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let number = errno
            throw RecordingError(Self.reason(for: number), path: path, problem: Self.problem(number))
        }
        self.path = path
    }

    /// Reads lines of bytes that are in memory already.
    init(bytes: [UInt8], path: String) {
        descriptor = -1
        self.path = path
        buffer = bytes
        isAtEnd = true
    }

    /// A folder opens as a file does, and only then refuses to be read.
    private static func reason(for number: Int32) -> RecordingError.Reason {
        switch number {
        case ENOENT, ENOTDIR, EISDIR: .missing
        case EACCES, EPERM: .forbidden
        default: .unreadable
        }
    }

    private static func problem(_ number: Int32) -> String {
        switch number {
        case ENOENT, ENOTDIR: "no such recording"
        case EISDIR: "a folder, and one recording is wanted"
        default: "cannot be read: \(String(cString: strerror(number)).lowercased())"
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The next line; `nil` at the end of the file.
    func next() throws(RecordingError) -> Line? {
        var searched = position
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { position = end + 1 }
                lineNumber += 1
                return Line(bytes: buffer[position..<end], isTerminated: true)
            }
            guard buffer.count - position <= Self.maximumLine else {
                throw RecordingError(
                    .tooLarge,
                    path: path,
                    line: lineNumber + 1,
                    problem: "the line is longer than \(Self.maximumLine) bytes"
                )
            }
            if isAtEnd {
                guard position < buffer.count else { return nil }
                defer { position = buffer.count }
                lineNumber += 1
                return Line(bytes: buffer[position...], isTerminated: false)
            }
            buffer.removeFirst(position)
            position = 0
            searched = buffer.count
            try fill()
        }
    }

    private func fill() throws(RecordingError) {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                let number = errno
                throw RecordingError(Self.reason(for: number), path: path, problem: Self.problem(number))
            }
            isAtEnd = count == 0
            buffer += chunk[..<count]
            return
        }
    }
}
