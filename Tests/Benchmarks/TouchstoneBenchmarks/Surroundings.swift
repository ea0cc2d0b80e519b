import Glibc

/// The program as it is released.
func touchstone() throws -> String {
    guard let folder = getenv("TOUCHSTONE_BUILD_FOLDER") else {
        throw Failure("TOUCHSTONE_BUILD_FOLDER does not say where touchstone was built")
    }
    return String(cString: folder) + "/touchstone"
}

/// A new folder, which whoever started us clears away.
func scratchFolder() throws -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/touchstone-benchmark-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure("mkdtemp: \(String(cString: strerror(errno)))") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// A script that lies beside the benchmarks, found from where this file was compiled.
func scriptPath(_ name: String) -> String {
    #filePath.split(separator: "/").dropLast(2).map { "/\($0)" }.joined() + "/\(name)"
}
