import ISO7816
import WireRecording

/// Reads a debug log of OpenSC: what its PC/SC reader driver sent and received.
enum OpenSCLog {
    static func read(_ lines: LogLines, reader wish: String?) throws(ImportError) -> ForeignTrace {
        var log = OpenSCLogReader()
        for line in lines { try log.take(line) }
        try log.finish()
        let reader = try ReaderChoice.choose(wish, among: log.busy)
        var trace = ForeignTrace(.openSC, kind: .smartCard)
        trace.reader = reader
        trace.events = log.events(of: reader)
        trace.gaps = log.gaps
        if log.busy.count > 1 {
            let others = log.busy.count - 1
            trace.gaps.append(ImportGap(.otherReaders, "commands to \(others) other readers were left out"))
        }
        return trace
    }
}
