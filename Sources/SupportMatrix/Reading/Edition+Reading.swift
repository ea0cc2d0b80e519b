package import StrictYAML

extension Edition {
    /// Reads an edition file and refuses it with everything that is wrong in it.
    ///
    /// - Throws: all faults with their places: unknown and missing keys, names that nothing has, rows of the wrong
    ///   length, statuses that are none, footnotes that nobody states or carries.
    package init(reading bytes: [UInt8], file: String) throws(YAMLProblems) {
        self = try YAMLDocument(bytes: bytes, file: file).read { EditionReader.read($0) }
    }

    /// Everything that is wrong with an edition file; empty when it can be used.
    package static func problems(in bytes: [UInt8], file: String) -> [YAMLProblem] {
        do {
            _ = try Self(reading: bytes, file: file)
            return []
        } catch {
            return error.problems
        }
    }
}
