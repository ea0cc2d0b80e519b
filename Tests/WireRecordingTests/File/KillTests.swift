import Foundation
import Glibc
import Testing

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
}
