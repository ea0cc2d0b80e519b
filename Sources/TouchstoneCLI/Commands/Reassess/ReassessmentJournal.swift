import Evidence
import Foundation
import Glibc

/// What a reassessment has finished so far, one line of JSON for each bundle, so that it can go on where it stopped.
///
/// The first line says what was asked; a journal of another question is refused. A line that a kill cut off is dropped.
final class ReassessmentJournal {
    private struct Head: Codable, Equatable {
        var format = "touchstone-reassessment"
        var version = 1
        let question: String
    }

    private let file: FileHandle
    /// The bundles that were finished before, by path.
    let finished: [BundleReassessment]

    /// Opens a journal, or begins one.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - question: What the answers depend on besides the bundles, as a digest.
    /// - Throws: `CommandFailure` for a file that is no journal or belongs to another question.
    init(at path: String, question: ContentDigest) throws {
        let head = Head(question: question.text)
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure.file(path, String(cString: strerror(errno)).lowercased()) }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard let data = try? file.readToEnd() ?? Data() else { throw CommandFailure.file(path, "cannot be read") }
        let end = data.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let lines = data[..<end].split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first else {
            finished = []
            try file.truncate(atOffset: 0)
            try append(head)
            return
        }
        let decoder = JSONDecoder()
        guard let found = try? decoder.decode(Head.self, from: first), found.format == head.format else {
            throw CommandFailure(
                code: "bad-file",
                message: "\(path): this is no journal of a reassessment",
                remedy: "name a file that is not there yet",
                status: .badData
            )
        }
        guard found == head else {
            throw CommandFailure(
                code: "bad-file",
                message: "\(path): begun with another edition, policy, metadata, day or release",
                remedy: "give the same options as then, or name another file",
                status: .badData
            )
        }
        var bundles: [BundleReassessment] = []
        for (index, line) in lines.enumerated().dropFirst() {
            guard let bundle = try? decoder.decode(BundleReassessment.self, from: line) else {
                throw CommandFailure(
                    code: "bad-file",
                    message: "\(path):\(index + 1): no bundle of a reassessment",
                    status: .badData
                )
            }
            bundles.append(bundle)
        }
        finished = bundles
        try file.truncate(atOffset: UInt64(end))
        try file.seekToEnd()
    }

    /// Writes a bundle down as finished.
    func add(_ bundle: BundleReassessment) throws {
        try append(bundle)
    }

    private func append(_ line: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try file.write(contentsOf: try encoder.encode(line) + [UInt8(ascii: "\n")])
    }
}
