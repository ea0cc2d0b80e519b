import Glibc

/// Files of the repository that tests read, found from where this source file lies.
package enum Fixtures {
    /// A fixture that cannot be read.
    package struct Unreadable: Error, CustomStringConvertible {
        package let path: String
        package let number: Int32

        package var description: String { "\(path): \(String(cString: strerror(number)))" }
    }

    /// The folder with `Package.swift`.
    package static let packageRoot = ancestor(of: #filePath, levels: 3)

    /// The full path of something under `fixtures/`.
    package static func path(_ relative: String) -> String { "\(packageRoot)/fixtures/\(relative)" }

    /// The content of something under `fixtures/`.
    package static func bytes(_ relative: String) throws(Unreadable) -> [UInt8] { try contents(of: path(relative)) }

    /// The content of any file.
    ///
    /// - Throws: ``Unreadable`` with the system's error number.
    package static func contents(of path: String) throws(Unreadable) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Unreadable(path: path, number: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Unreadable(path: path, number: errno) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    private static func ancestor(of path: String, levels: Int) -> String {
        path.split(separator: "/").dropLast(levels).reduce("") { "\($0)/\($1)" }
    }
}
