import DeviceTransport
import Octets
import RecordingImport
import WireRecording

/// Shortcuts from a log to what became of it.
enum ImportedRecording {
    static let moment = UTCTimestamp(secondsSinceEpoch: 1_772_000_000)

    /// Imports a log into a folder and reads the recording again.
    static func make(_ trace: ForeignTrace, in folder: ImportFolder) throws -> Recording {
        try TraceWriter(trace, tool: "touchstone 0", at: moment).write(to: folder.recording)
        return try Recording(reading: folder.recording)
    }

    /// Command and answer, or the name of the error, of each exchange.
    static func exchanges(_ trace: ForeignTrace) -> [String] {
        trace.events.compactMap { event in
            guard case .exchange(let command, let outcome) = event.action else { return nil }
            switch outcome {
            case .success(let answer): return "\(Hex.encode(command)) \(Hex.encode(answer))"
            case .failure(let error): return "\(Hex.encode(command)) \(error.original?.name ?? error.code.rawValue)"
            }
        }
    }

    static func reports(_ trace: ForeignTrace) -> [String] {
        trace.events.compactMap { event in
            guard case .report(let direction, let report) = event.action else { return nil }
            return "\(direction.rawValue) \(Hex.encode(report))"
        }
    }
}
