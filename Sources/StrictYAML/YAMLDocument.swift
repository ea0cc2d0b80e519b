/// One YAML document: its name for messages, and what it says.
///
/// Only the plain part of YAML is read: mappings, lists and scalars. Anchors, aliases, merge keys, tags and further documents
/// are refused with a reason, because a file that an auditor reads must mean what it says at the place where it says it.
package struct YAMLDocument: Sendable {
    /// The largest file that is read, a hundred times a manifest or an edition.
    package static let byteLimit = 1 << 20
    /// The deepest nesting that is read.
    package static let depthLimit = 64

    package let file: String
    package let root: Located<YAMLTree>

    /// Reads the bytes of a file, which must be UTF-8; a byte order mark is allowed.
    ///
    /// - Throws: every fault of the text, or the first fault of the syntax together with repeated keys.
    package init(bytes: [UInt8], file: String) throws(YAMLProblems) {
        let text = try YAMLText(bytes: bytes, file: file)
        var composer = YAMLComposer(text: text)
        self.file = file
        root = try composer.compose()
    }

    /// Reads text that is in memory.
    ///
    /// - Throws: as reading bytes does.
    package init(text: String, file: String) throws(YAMLProblems) {
        try self.init(bytes: Array(text.utf8), file: file)
    }

    /// Reads a value out of the document and reports all of its faults together.
    ///
    /// The body gives nothing when it could not make a value, and says why through the reader; whatever it reported refuses
    /// the document even when it did make one.
    ///
    /// - Throws: all that the body reported.
    package func read<Value>(_ body: (YAMLValue) -> Value?) throws(YAMLProblems) -> Value {
        let reader = YAMLReader(file: file)
        let value = body(YAMLValue(root, path: "", reader: reader))
        guard let value, reader.isClean else { throw reader.finish(at: root.position) }
        return value
    }
}
