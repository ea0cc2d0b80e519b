import CTAPMessages
import DeviceTransport
import Foundation
import Testing

@testable import WireRecording

/// Done when: no wrong bit in any request goes unnoticed.
@Suite struct FlipTests {
    @Test func everyBitOfEveryRequestIsCompared() throws {
        let folder = try TemporaryFolder()
        try Samples.record(to: folder.file())
        let recording = try Recording(reading: folder.file())
        #expect(try SimulatedHost().play(recording).0 == .completed)

        var flips = 0
        var unechoed = 0
        for event in recording.events {
            for (index, report) in try SimulatedHost().reports(of: event).enumerated() {
                for byte in report.indices {
                    for bit in 0..<8 {
                        let flip = SimulatedHost.Flip(event: event.number, report: index, byte: byte, bit: bit)
                        let (outcome, error) = try SimulatedHost(flip: flip).play(recording)
                        flips += 1
                        if outcome == .notEchoed {
                            // Free by its rule; the host sees another nonce come back than it sent.
                            #expect(event.number == 2 && (7..<15).contains(byte))
                            unechoed += 1
                            continue
                        }
                        let detail = try #require(error?.detail, "\(flip) went unnoticed")
                        #expect(error?.code == .replayMismatch)
                        #expect(detail.hasPrefix("event \(event.number), "), "\(flip): \(detail)")
                        #expect(detail.contains("byte \(byte) of report \(index)"), "\(flip): \(detail)")
                    }
                }
            }
        }
        // INIT, getInfo, PIN retries, WINK: one report each; PING: three.
        #expect(flips == 7 * 64 * 8)
        #expect(unechoed == 8 * 8)
    }

    /// The other side of the same promise: a changed file is noticed by a host that did not change.
    @Test func everyDigitOfEveryRecordedRequestIsCompared() throws {
        let folder = try TemporaryFolder()
        try Samples.record(to: folder.file())
        let lines = try folder.lines()
        var changes = 0
        for (index, line) in lines.enumerated() where line.contains(#""kind":"request""#) {
            guard let range = line.range(of: #""data":""#) else { continue }
            var position = range.upperBound
            while line[position] != "\"" {
                let old = line[position]
                let new: Character = old == "0" ? "1" : "0"
                var changed = lines
                changed[index] = line.replacingCharacters(in: position...position, with: String(new))
                position = line.index(after: position)
                changes += 1
                let path = try folder.write(changed.joined(separator: "\n") + "\n")
                try expectNotice(of: path, event: index, isMasked: line.contains("mask"))
            }
        }
        // Two digits a byte: 8 of INIT, 1 of getInfo, 6 of PIN retries, 150 of PING.
        #expect(changes == 2 * (8 + 1 + 6 + 150))
    }

    private func expectNotice(of path: String, event: Int, isMasked: Bool) throws {
        if isMasked {
            let error = #expect(throws: RecordingError.self) { try Recording(reading: path) }
            #expect(error?.line == event + 1)
            #expect(error?.problem.contains("lies under a mask") == true)
            return
        }
        let recording = try Recording(reading: path)
        guard case .altered = recording.integrity else {
            Issue.record("the checksum does not show the change")
            return
        }
        let replay = Replay(recording)
        let channel = try replay.openReportChannel()
        let error = #expect(throws: TransportError.self) {
            try Samples.drive(RenamingChannel(channel), Samples.conversation)
        }
        #expect(error?.code == .replayMismatch)
        #expect(error?.detail?.hasPrefix("event \(event), ") == true, "\(error?.detail ?? "")")
        #expect(error?.detail?.contains("of the data") == true, "\(error?.detail ?? "")")
    }
}

/// Puts the replay's channel in the place of the sample's own, as a host does that was told so.
private final class RenamingChannel: ReportChannel {
    private let wrapped: ReplayingReportChannel
    private let live = LiveNames().channel(.allotted(0))

    init(_ wrapped: ReplayingReportChannel) {
        self.wrapped = wrapped
    }

    var name: String { wrapped.name }

    func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        let number = report.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        guard number == Samples.channel else { return try wrapped.write(report, within: limit) }
        let address = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: live >> $0) }
        try wrapped.write(address + report.dropFirst(4), within: limit)
    }

    func read(within limit: Duration) throws(TransportError) -> [UInt8]? { try wrapped.read(within: limit) }

    func close() { wrapped.close() }
}
