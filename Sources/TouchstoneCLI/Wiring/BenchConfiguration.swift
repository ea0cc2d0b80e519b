import Foundation
import StrictYAML

/// What holds for a bench whatever is asked of it: `bench.yaml` in the configuration folder.
struct BenchConfiguration: Sendable {
    /// How the known-good devices are named, as on the command line.
    let golden: [String]

    static let file = "bench.yaml"

    /// The file of the user; nothing is configured where there is none.
    ///
    /// - Throws: `YAMLProblems` where it is wrong, `CommandFailure` where it cannot be read.
    static func ofUser() throws -> Self {
        let path = "\(BaseFolder.configuration.path(in: ProcessInfo.processInfo.environment))/\(file)"
        guard FileManager.default.fileExists(atPath: path) else { return Self(golden: []) }
        return try Self(reading: InputFile.bytes(path, called: "configuration"), file: path)
    }

    init(golden: [String]) {
        self.golden = golden
    }

    /// - Throws: everything that is wrong with it, each fault with its place.
    init(reading bytes: [UInt8], file: String) throws(YAMLProblems) {
        self = try YAMLDocument(bytes: bytes, file: file).read { Self(reading: $0) }
    }

    private enum Key: String, CaseIterable {
        case format, golden
    }

    private init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        _ = keys.required(.format)?.integer(in: 1...1)
        self.init(golden: keys[.golden]?.list { $0.string()?.value } ?? [])
    }
}
