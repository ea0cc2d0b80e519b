import Foundation
import SoftwareAuthenticator
import TestVendor

/// What the test metadata service publishes, as files.
package enum MetadataFolder {
    /// Writes `blob.jwt` and the certificate to trust, `root.der`, into a folder, which is made where there is none.
    ///
    /// - Throws: ``BenchError`` when a file cannot be written.
    package static func write(to path: String) throws(BenchError) {
        do {
            let service = try TestMetadata()
            let folder = URL(fileURLWithPath: path, isDirectory: true)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(service.blob(of: AuthenticatorModel.metadataEntries))
                .write(to: folder.appendingPathComponent("blob.jwt"), options: .atomic)
            try Data(service.anchor).write(to: folder.appendingPathComponent("root.der"), options: .atomic)
        } catch {
            throw BenchError(.failed, "\(path): \(error.localizedDescription)")
        }
    }
}
