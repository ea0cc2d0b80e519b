import ArgumentParser
import SupportMatrix

/// Which edition of the support matrix is meant.
struct EditionOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A built-in edition's id, or a file; the newest built in if not given.",
            valueName: "edition"
        )
    )
    var edition: String?

    /// An edition with the bytes that it was read from.
    struct Chosen {
        let edition: Edition
        let bytes: [UInt8]
    }

    /// - Throws: `YAMLProblems` when the file is wrong, `CommandFailure` when there is none.
    func resolve() throws -> Chosen {
        if let edition { return try Self.resolve(edition) }
        guard let newest = Edition.builtInFiles.last else { throw Self.unknown("newest") }
        return Chosen(edition: try Edition.newestBuiltIn(), bytes: newest.bytes)
    }

    /// The edition of an id or a path.
    ///
    /// - Throws: as ``resolve()`` does.
    static func resolve(_ edition: String) throws -> Chosen {
        if let file = Edition.builtInFiles.first(where: { $0.id == edition }), let read = try Edition.builtIn(edition) {
            return Chosen(edition: read, bytes: file.bytes)
        }
        guard edition.contains("/") || edition.hasSuffix(".yaml") || edition.hasSuffix(".yml") else {
            throw unknown(edition)
        }
        let bytes = try InputFile.bytes(edition, called: "edition")
        return Chosen(edition: try Edition(reading: bytes, file: edition), bytes: bytes)
    }

    private static func unknown(_ id: String) -> CommandFailure {
        CommandFailure(
            code: "no-such-edition",
            message: "\(id): no edition of that id is built in",
            remedy: "built in are \(Edition.builtInFiles.map(\.id).joined(separator: ", ")); a file needs its path",
            status: .noInput
        )
    }
}
