/// What has arrived so far; filled by libcurl's thread, and read when that has finished.
final class DownloadReceipt: @unchecked Sendable {
    private let limit: Int
    private(set) var bytes: [UInt8] = []
    private(set) var validators = DownloadRequest.Validators()
    private(set) var isTooLarge = false

    init(limit: Int) {
        self.limit = limit
    }

    static func at(_ context: UnsafeMutableRawPointer?) -> DownloadReceipt {
        guard let context = unsafe context else { preconditionFailure("libcurl lost its context") }
        return unsafe Unmanaged<DownloadReceipt>.fromOpaque(context).takeUnretainedValue()
    }

    /// Returns how many bytes were taken; any other number than all of them ends the transfer.
    func takeBody(_ piece: UnsafeRawBufferPointer) -> Int {
        guard bytes.count + piece.count <= limit else {
            isTooLarge = true
            return 0
        }
        unsafe bytes.append(contentsOf: piece)
        return piece.count
    }

    /// Takes one header line; the status line of another answer, as after a redirect, makes all before it void.
    func takeHeader(_ line: UnsafeRawBufferPointer) -> Int {
        let text = unsafe String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            bytes = []
            validators = DownloadRequest.Validators()
        } else if let colon = text.firstIndex(of: ":") {
            let value = String(text[text.index(after: colon)...].trimmingPrefix(while: \.isWhitespace))
            let trimmed = String(value.reversed().drop(while: \.isWhitespace).reversed())
            switch text[..<colon].lowercased() {
            case "etag": validators.entityTag = trimmed
            case "last-modified": validators.lastModified = trimmed
            default: break
            }
        }
        return line.count
    }
}
