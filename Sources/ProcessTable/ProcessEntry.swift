import Glibc

/// One process's folder in the process file system.
struct ProcessEntry {
    let folder: String

    /// Nothing when the process has gone.
    var name: String? {
        ProcessFiles.text(of: "\(folder)/comm").map { String($0.prefix { $0 != "\n" }) }
    }

    var isThere: Bool { access("\(folder)/comm", F_OK) == 0 }

    /// Where the links of a subfolder lead; nothing when we may not know.
    func links(in subfolder: String) -> Set<String>? {
        guard let names = ProcessFiles.entries(of: "\(folder)/\(subfolder)") else { return nil }
        return Set(names.compactMap { ProcessFiles.target(of: "\(folder)/\(subfolder)/\($0)") })
    }

    /// Whether the process has loaded a library, newer releases of it included; nothing when we may not know.
    func maps(library: String) -> Bool? {
        ProcessFiles.text(of: "\(folder)/maps")
            .map { text in
                text.split(separator: "\n")
                    .contains { line in
                        guard let path = line.split(separator: "/").last, line.contains("/") else { return false }
                        return path.hasPrefix("\(library).")
                    }
            }
    }
}
