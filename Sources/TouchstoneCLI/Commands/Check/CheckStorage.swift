/// Where a run of checks is kept while it goes on.
enum CheckStorage: Sendable {
    case nowhere
    /// Its results.
    case file(String)
    /// Its results, and recordings of what was exchanged.
    case folder(String)

    /// The file that results go into; a folder is made for it.
    ///
    /// - Throws: `CommandFailure` when the folder cannot be made.
    func newFile() throws -> String? {
        switch self {
        case .nowhere: return nil
        case .file(let path): return path
        case .folder(let path):
            try OutputFolder.make(path)
            return CheckStorageOptions.file(in: path)
        }
    }

    /// The folder of the recordings; `nil` where none are made.
    var recordings: String? {
        if case .folder(let path) = self { path } else { nil }
    }
}
