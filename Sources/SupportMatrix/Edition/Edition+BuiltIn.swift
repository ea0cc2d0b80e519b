package import StrictYAML

extension Edition {
    /// The editions that travel inside the program, the newest last.
    package static let builtInFiles: [(id: String, bytes: [UInt8])] = [
        ("wes-2024-12-20", PackageResources.wes_2024_12_20_yaml)
    ]

    /// The edition that applies when nobody names one.
    ///
    /// - Throws: what is wrong with the embedded file; a test reads it, so a released program never throws here.
    package static func newestBuiltIn() throws(YAMLProblems) -> Edition {
        guard let file = builtInFiles.last else {
            throw YAMLProblems([YAMLProblem(file: "built-in", position: .start, message: "no edition is built in")])
        }
        return try Edition(reading: file.bytes, file: "\(file.id).yaml (built in)")
    }

    /// A built-in edition by its id.
    ///
    /// - Throws: as ``newestBuiltIn()`` does.
    package static func builtIn(_ id: String) throws(YAMLProblems) -> Edition? {
        guard let file = builtInFiles.first(where: { $0.id == id }) else { return nil }
        return try Edition(reading: file.bytes, file: "\(file.id).yaml (built in)")
    }
}
