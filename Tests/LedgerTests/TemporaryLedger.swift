import Foundation

/// A folder for one ledger, gone at the end.
struct TemporaryLedger: ~Copyable {
    let folder: String
    var path: String { "\(folder)/ledger.sqlite" }

    init() throws {
        folder = NSTemporaryDirectory() + "ledger-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }
}
