import FixtureSupport
import Foundation
import Octets
import Testing

@testable import WireRecording

/// Traffic of an authenticator that nobody here wrote, from `../shared/data/traces/ctaphid`.
struct ForeignTrace: CustomTestStringConvertible, Sendable {
    let name: String

    var testDescription: String { name }

    static let folder = SharedData.folder.map { "\($0)/traces/ctaphid" }

    /// Every trace there; empty where the folder is not.
    static let all: [ForeignTrace] = {
        guard let folder, let files = FileManager.default.enumerator(atPath: folder) else { return [] }
        return files.compactMap { $0 as? String }.filter { $0.hasSuffix(".jsonl") }.sorted()
            .map { ForeignTrace(name: String($0.dropLast(6))) }
    }()

    /// What the sidecar says of the run: commands, PINs, secrets.
    func sidecar() throws -> [String: Any] {
        let data = try #require(try SharedData.bytes("traces/ctaphid/\(name).json"))
        return try #require(try JSONSerialization.jsonObject(with: Data(data)) as? [String: Any])
    }

    /// The reports as they crossed the wire.
    func reports() throws -> [(isFromHost: Bool, bytes: [UInt8])] {
        let data = try #require(try SharedData.bytes("traces/ctaphid/\(name).jsonl"))
        return try String(decoding: data, as: UTF8.self).split(separator: "\n")
            .map { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                let bytes = try Hex.decode(try #require(object?["report"] as? String))
                return (object?["dir"] as? String == "out", bytes)
            }
    }

    /// Writes the trace as a recording, of one opening, or of one for each time that a channel was asked for.
    func record(to path: String, fields: SecretFields = SecretFields(), reopening: Bool = false) throws {
        let writer = try RecordingWriter(creating: path, header: Samples.header(), elapsed: { .zero })
        var transcript = ReportTranscript(fields: fields)
        try writer.append(.connect(RecordedConnection()), on: .hid)
        for (index, report) in try reports().enumerated() {
            if reopening, index > 0, report.isFromHost, report.bytes.prefix(5) == [0xFF, 0xFF, 0xFF, 0xFF, 0x86] {
                for event in transcript.drainReceived() { try writer.append(event, on: .hid) }
                try writer.append(.close, on: .hid)
                try writer.append(.connect(RecordedConnection()), on: .hid)
            }
            let events =
                report.isFromHost ? try transcript.send(report.bytes).events : transcript.receive(report.bytes)
            for event in events { try writer.append(event, on: .hid) }
        }
        for event in transcript.drainReceived() { try writer.append(event, on: .hid) }
        try writer.append(.close, on: .hid)
        try writer.finish()
    }
}
