import Foundation

/// What shows that a file was written to.
struct FileFacts: Equatable {
    private let bytes: Data
    private let modified: Date?

    init(_ path: String) throws {
        bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        modified = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    }
}
