/// Bundles as tar archives in the ustar format (POSIX.1-1988): one folder with files, and nothing else.
///
/// Written without owners and times, so that equal bundles are equal archives.
package enum TarArchive {
    private static let block = 512

    /// Where the fields of a header are: name, mode, owner, group, size, time, checksum, type, magic.
    private enum Field {
        static let name = 0..<100
        static let mode = 100..<108
        static let owner = 108..<116
        static let group = 116..<124
        static let size = 124..<136
        static let time = 136..<148
        static let checksum = 148..<156
        static let type = 156
        static let magic = 257..<265
        static let prefix = 345..<500
    }

    /// Archives the files below a folder of that name.
    package static func write(_ files: BundleFiles, folder: String) -> [UInt8] {
        var archive: [UInt8] = []
        for path in files.paths {
            let bytes = files[path] ?? []
            archive += header(path: path, folder: folder, size: bytes.count)
            archive += bytes
            archive += [UInt8](repeating: 0, count: padding(after: bytes.count))
        }
        return archive + [UInt8](repeating: 0, count: 2 * block)
    }

    /// Reads an archive to its end.
    ///
    /// - Throws: ``EvidenceError`` with the offset of whatever is not as the format has it.
    package static func read(_ archive: [UInt8], name: String) throws(EvidenceError) -> BundleFiles {
        var files = BundleFiles(name: name)
        var folder: Substring?
        var folders: Set<Substring> = []
        var offset = 0
        func fault(_ problem: String) -> EvidenceError {
            EvidenceError(
                .malformed,
                path: name,
                "no archive of a bundle: \(problem) at byte \(offset)",
                remedy: "a bundle is a folder with a manifest.json, or a tar archive of one; ask for another copy"
            )
        }
        while true {
            guard archive.count - offset >= block else { throw fault("a header is cut off") }
            let header = archive[offset..<offset + block]
            if header.allSatisfy({ $0 == 0 }) { break }
            let entry: Entry
            do throws(EntryFault) { entry = try Entry(header: Array(header)) } catch { throw fault(error.problem) }
            guard archive.count - offset - block >= entry.size + padding(after: entry.size) else {
                throw fault("a file is cut off")
            }
            let start = offset + block
            let end = start + entry.size + padding(after: entry.size)
            guard archive[start + entry.size..<end].allSatisfy({ $0 == 0 }) else {
                throw fault("there is something behind a file")
            }
            if !entry.isFolder {
                let parts = entry.path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, folder == nil || folder == parts[0] else {
                    throw fault("a file is not in the one folder")
                }
                folder = parts[0]
                guard files[String(parts[1])] == nil else { throw fault("\(parts[1]) is there twice") }
                try files.add(String(parts[1]), Array(archive[start..<start + entry.size]))
            } else if let path = folderPath(entry.path) {
                folders.insert(path)
            }
            offset = end
        }
        guard archive.count - offset >= 2 * block, archive[offset...].allSatisfy({ $0 == 0 }) else {
            throw fault("there is something behind the end")
        }
        for path in folders.sorted() where !files.paths.contains(where: { $0.hasPrefix("\(path)/") }) {
            files.addEmptyFolder(String(path))
        }
        return files
    }

    /// The path of a folder below the one folder of the archive; nil for that one itself.
    private static func folderPath(_ path: String) -> Substring? {
        let parts = path.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return parts[1].hasSuffix("/") ? parts[1].dropLast() : parts[1]
    }

    private static func padding(after count: Int) -> Int { (block - count % block) % block }

    private static func header(path: String, folder: String, size: Int) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: block)
        func put(_ text: String, _ field: Range<Int>) {
            header.replaceSubrange(field.prefix(text.utf8.count), with: text.utf8.prefix(field.count))
        }
        put(path.utf8.count + folder.utf8.count < 100 ? "\(folder)/\(path)" : path, Field.name)
        if path.utf8.count + folder.utf8.count >= 100 { put(folder, Field.prefix) }
        put(octal(0o644, digits: 7), Field.mode)
        put(octal(0, digits: 7), Field.owner)
        put(octal(0, digits: 7), Field.group)
        put(octal(size, digits: 11), Field.size)
        put(octal(0, digits: 11), Field.time)
        header[Field.type] = UInt8(ascii: "0")
        put("ustar\u{0}00", Field.magic)
        put(octal(checksum(of: header), digits: 6) + "\u{0} ", Field.checksum)
        return header
    }

    /// The sum of all bytes, the checksum's own taken for blanks.
    private static func checksum(of header: [UInt8]) -> Int {
        header.enumerated().reduce(0) { $0 + (Field.checksum.contains($1.offset) ? 0x20 : Int($1.element)) }
    }

    private static func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    private struct EntryFault: Error {
        let problem: String
    }

    private struct Entry {
        let path: String
        let size: Int
        let isFolder: Bool

        init(header: [UInt8]) throws(EntryFault) {
            guard header[Field.magic].starts(with: "ustar".utf8) else { throw EntryFault(problem: "no ustar header") }
            guard try Self.number(header[Field.checksum]) == checksum(of: header) else {
                throw EntryFault(problem: "the header's checksum is wrong")
            }
            size = try Self.number(header[Field.size])
            switch header[Field.type] {
            case UInt8(ascii: "0"), 0: isFolder = false
            case UInt8(ascii: "5") where size == 0: isFolder = true
            default: throw EntryFault(problem: "neither a file nor a folder")
            }
            let prefix = try Self.text(header[Field.prefix])
            let name = try Self.text(header[Field.name])
            path = prefix.isEmpty ? name : "\(prefix)/\(name)"
        }

        private static func text(_ field: ArraySlice<UInt8>) throws(EntryFault) -> String {
            let bytes = field.prefix { $0 != 0 }
            guard field.dropFirst(bytes.count).allSatisfy({ $0 == 0 }),
                let text = String(validating: bytes, as: UTF8.self)
            else { throw EntryFault(problem: "a name is no text") }
            return text
        }

        private static func number(_ field: ArraySlice<UInt8>) throws(EntryFault) -> Int {
            let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
            guard field[digits.endIndex...].allSatisfy({ $0 == 0 || $0 == 0x20 }) else {
                throw EntryFault(problem: "a number is none")
            }
            guard let number = Int(String(decoding: digits, as: UTF8.self), radix: 8), number >= 0, number < 1 << 32
            else {
                throw EntryFault(problem: "a number is none")
            }
            return number
        }
    }
}
