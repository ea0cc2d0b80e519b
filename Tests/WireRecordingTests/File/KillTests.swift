import Foundation
import Glibc
import SoftwareCard
import Testing
import TransportTesting

@testable import WireRecording

/// Done when: a program that is killed leaves a recording that opens and keeps every finished event.
@Suite struct KillTests {
    @Test(.timeLimit(.minutes(5))) func keepsEveryFinishedEvent() async throws {
        let folder = try TemporaryFolder()
        var events = 0
        for round in 0..<200 {
            let path = folder.file("\(round).jsonl")
            let delay = UInt32.random(in: 0..<20_000)
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, delay = delay as UInt32] in
                let finished = open(path + ".finished", O_WRONLY | O_CREAT, 0o600)
                let writer = try RecordingWriter(creating: path, header: Samples.header())
                try Samples.record(to: path + ".warm")
                Thread.detachNewThread {
                    usleep(delay)
                    kill(getpid(), SIGKILL)
                }
                while true {
                    try writer.append(.report(.in, MaskedBytes(Array(repeating: 0xA5, count: 64))), on: .hid)
                    write(finished, "x", 1)
                }
            }
            let attributes = try FileManager.default.attributesOfItem(atPath: path + ".finished")
            let finished = try #require(attributes[.size] as? Int)
            let recording = try Recording(reading: path)
            guard case .incomplete = recording.integrity else {
                Issue.record("\(path) says that it is \(recording.integrity)")
                return
            }
            #expect((finished...finished + 1).contains(recording.events.count))
            events += recording.events.count
        }
        #expect(events > 200)
    }

    /// The same under the channel that records a card.
    @Test(.timeLimit(.minutes(5))) func keepsEveryFinishedExchangeWithACard() async throws {
        let folder = try TemporaryFolder()
        var events = 0
        for round in 0..<200 {
            let path = folder.file("\(round).jsonl")
            let delay = UInt32.random(in: 0..<20_000)
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, delay = delay as UInt32] in
                let finished = open(path + ".finished", O_WRONLY | O_CREAT, 0o600)
                let card = SoftwareCardChannel(SoftwareCard(model: .plainT0))
                let select: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 0x05, 0xA0, 0x00, 0x00, 0x01, 0x51]
                let read: [UInt8] = [0x80, 0xCA, 0x9F, 0x7F, 0x2D]
                let writer = try RecordingWriter(creating: path, header: Samples.header([.card]))
                let channel = try RecordingSmartCardChannel(wrapping: card, writer: writer)
                Thread.detachNewThread {
                    usleep(delay)
                    kill(getpid(), SIGKILL)
                }
                while true {
                    for command in [select, read] {
                        _ = try channel.transmit(command, within: .seconds(1))
                        write(finished, "xx", 2)
                    }
                }
            }
            let attributes = try FileManager.default.attributesOfItem(atPath: path + ".finished")
            let finished = try #require(attributes[.size] as? Int)
            let recording = try Recording(reading: path)
            guard case .incomplete = recording.integrity else {
                Issue.record("\(path) says that it is \(recording.integrity)")
                return
            }
            // The opening of the channel comes before, and one exchange may be under way.
            #expect((finished + 1...finished + 3).contains(recording.events.count))
            events += recording.events.count
        }
        #expect(events > 200)
    }
}
