import Foundation
import Glibc
import Synchronization

/// A web server on a loopback address, as good or as bad as a test wants it.
///
/// One thread takes connections and answers one request on each, in blocking calls: enough for a client that fetches a file.
package final class LoopbackServer: Sendable {
    /// What a client asked: the request line and the header lines, names in lower case.
    package struct Request: Sendable {
        package let line: String
        package let headers: [String: String]
    }

    /// What it gets.
    package struct Answer: Sendable {
        package var status = 200
        package var headers: [String: String] = [:]
        package var body: [UInt8] = []
        /// What is announced; the body's own length if nothing else is said.
        package var announcedLength: Int?
        /// Waits between pieces of the body so long, each of a few bytes.
        package var drip: Duration?

        package init(
            status: Int = 200,
            headers: [String: String] = [:],
            body: [UInt8] = [],
            announcedLength: Int? = nil,
            drip: Duration? = nil
        ) {
            self.status = status
            self.headers = headers
            self.body = body
            self.announcedLength = announcedLength
            self.drip = drip
        }
    }

    private let descriptor: Int32
    private let port: UInt16
    private let log = Mutex<[Request]>([])
    private let isStopping = Atomic(false)

    /// Starts to serve.
    ///
    /// - Throws: ``BenchTestingError`` when there is no socket to be had.
    package init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                bind(descriptor, plain, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, plain, &length) == 0
            }
        }
        guard descriptor >= 0, isListening else {
            throw BenchTestingError("no server could be started: \(String(cString: strerror(errno)))")
        }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0, let server = self, !server.isStopping.load(ordering: .acquiring) else {
                    if connection >= 0 { close(connection) }
                    close(descriptor)
                    return
                }
                server.serve(connection, answer)
                close(connection)
            }
        }
    }

    deinit {
        // Ends the wait for the next connection; the thread closes the socket.
        isStopping.store(true, ordering: .releasing)
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    package func url(_ path: String = "/blob.jwt") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// Every request so far, in order.
    package var requests: [Request] { log.withLock { $0 } }

    private func serve(_ connection: Int32, _ answer: (Request) -> Answer) {
        guard let request = Self.request(on: connection) else { return }
        log.withLock { $0.append(request) }
        let reply = answer(request)
        var head = "HTTP/1.1 \(reply.status) Said\r\nConnection: close\r\n"
        for (name, value) in reply.headers { head += "\(name): \(value)\r\n" }
        if reply.status != 304 { head += "Content-Length: \(reply.announcedLength ?? reply.body.count)\r\n" }
        guard Self.write(Array((head + "\r\n").utf8), to: connection) else { return }
        guard let drip = reply.drip else {
            _ = Self.write(reply.body, to: connection)
            return
        }
        for start in stride(from: 0, to: reply.body.count, by: 16) {
            guard !isStopping.load(ordering: .acquiring),
                Self.write(Array(reply.body[start..<min(start + 16, reply.body.count)]), to: connection)
            else { return }
            usleep(useconds_t(drip / .microseconds(1)))
        }
    }

    private static func request(on connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0, bytes.count < 65_536 else { return nil }
            bytes += buffer.prefix(count)
        }
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        let fields = lines.dropFirst()
            .compactMap { line -> (String, String)? in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                return (line[..<colon].lowercased(), value)
            }
        return Request(line: lines[0], headers: Dictionary(fields) { $1 })
    }

    private static func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
