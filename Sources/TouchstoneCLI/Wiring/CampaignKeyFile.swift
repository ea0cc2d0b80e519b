import Foundation
import Glibc
import Octets
import WireRecording

/// The key of a campaign in a file or behind a descriptor: one line of 64 hexadecimal digits.
enum CampaignKeyFile {
    /// A key file has one short line.
    private static let limit = 4096

    /// Reads a file that its owner alone may read.
    ///
    /// - Throws: `CommandFailure` for a file that others may read, and for what is no key.
    static func key(at path: String) throws -> CampaignKey {
        let bytes = try InputFile.bytes(path, called: "campaign key", limit: limit)
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 == 0 else {
            throw CommandFailure(
                code: "exposed-key",
                message: "\(path): others than its owner may read this campaign key",
                remedy: "chmod 600 \(path); if it has been so for long, make a new one",
                status: .noPermission
            )
        }
        return try key(Secret(bytes), called: path)
    }

    /// Reads a descriptor that whoever started us has opened, and closes it.
    ///
    /// - Throws: `CommandFailure` when nothing is open there, or no key comes.
    static func key(behind descriptor: Int32) throws -> CampaignKey {
        let name = "--campaign-key-fd \(descriptor)"
        guard fcntl(descriptor, F_GETFD) >= 0, isatty(descriptor) == 0 else {
            throw CommandFailure(
                code: "campaign-key",
                message: "\(name): no file or pipe is open there",
                status: .usage
            )
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        return try key(Secret(Array((try? handle.read(upToCount: limit)) ?? Data())), called: name)
    }

    /// Writes a new key; an existing file is never overwritten.
    ///
    /// - Throws: `CommandFailure` when the file cannot be written.
    static func make(at path: String) throws -> CampaignKey {
        let secret = CampaignKey.randomSecret()
        try NewFile.write(secret.withBytes { Array((Hex.encode($0) + "\n").utf8) }, to: path, mode: 0o600)
        return try key(at: path)
    }

    private static func key(_ text: Secret, called name: String) throws -> CampaignKey {
        let digits = text.withBytes { bytes in
            String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
        }
        guard let bytes = try? Hex.decode(digits), let key = CampaignKey(Secret(bytes)) else {
            throw CommandFailure(
                code: "campaign-key",
                message: "\(name): this is no campaign key, which is one line of \(CampaignKey.byteCount * 2) "
                    + "hexadecimal digits",
                remedy: "`touchstone record keygen FILE` makes one",
                status: .badData
            )
        }
        return key
    }
}
