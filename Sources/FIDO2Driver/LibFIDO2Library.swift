import Glibc

/// The libfido2 that this process has loaded.
package enum LibFIDO2Library {
    /// Its version as the file name has it, such as `1.12.0`; `nil` where it is linked in or named otherwise.
    ///
    /// libfido2 has no function and no macro for it; Debian installs `libfido2.so.1.12.0` and links to that.
    package static var version: String? {
        loadedFiles().lazy.compactMap(version(ofFile:)).first
    }

    static func version(ofFile path: some StringProtocol) -> String? {
        guard let name = path.split(separator: "/").last, name.hasPrefix("libfido2.so.") else { return nil }
        let version = name.dropFirst("libfido2.so.".count)
        let isVersion = version.contains(".") && version.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
        return isVersion ? String(version) : nil
    }

    /// Paths of the files that are mapped into the process (`proc(5)`, `/proc/pid/maps`).
    private static func loadedFiles() -> [String] {
        guard let file = unsafe fopen("/proc/self/maps", "re") else { return [] }
        defer { unsafe fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { unsafe free(line) }
        var paths: [String] = []
        while unsafe getline(&line, &capacity, file) > 0 {
            guard let text = unsafe line.map({ unsafe String(cString: $0) }) else { break }
            if let start = text.firstIndex(of: "/") { paths.append(text[start...].trimmingNewline) }
        }
        return paths
    }
}

extension Substring {
    fileprivate var trimmingNewline: String {
        String(last == "\n" ? dropLast() : self)
    }
}
