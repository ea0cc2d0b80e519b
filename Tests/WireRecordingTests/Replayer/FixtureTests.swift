import DeviceTransport
import FixtureSupport
import Foundation
import Testing

@testable import WireRecording

/// The recordings that the repository ships, and every wrong digit in them.
@Suite struct FixtureTests {
    static let all: [String] = {
        let folder = Fixtures.path("recordings")
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        // Those with PINs need a host that runs ceremonies; they have tests of their own.
        return files.filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix("ceremonies/") && $0 != "version-2/key.jsonl" }
            .sorted()
    }()

    /// Those of which none is asked what another is: the others differ in what they answer alone.
    static let asked = all.filter { name in
        ["keys/u2f/", "keys/level2/", "version-1/", "ward/"].contains { name.hasPrefix($0) }
            && !name.hasSuffix("03-touchstone-model-two.jsonl")
    }

    @Test func thereAreSome() {
        #expect(Self.asked.count >= 10)
    }

    @Test(arguments: all) func isCompleteAndPlaysToItsEnd(_ name: String) throws {
        let recording = try Recording(reading: Fixtures.path("recordings/\(name)"))
        #expect(recording.integrity == .complete)
        let (outcome, error) = try SimulatedHost().play(recording)
        #expect(outcome == .completed, "\(error?.description ?? "")")
    }

    @Test(arguments: asked) func everyWrongDigitOfARequestIsNoticed(_ name: String) throws {
        let folder = try TemporaryFolder()
        let path = Fixtures.path("recordings/\(name)")
        let original = try Recording(reading: path)
        let lines = String(decoding: try Fixtures.bytes("recordings/\(name)"), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        for event in original.events {
            guard let member = Self.requestMember(event.kind) else { continue }
            let line = lines[event.number]
            let start = try #require(line.range(of: "\"\(member)\":\"")).upperBound
            let end = try #require(line[start...].firstIndex(of: "\""))
            for (offset, position) in line[start..<end].indices.enumerated() {
                // What comes after it would only be read.
                var changed = Array(lines[...event.number])
                let digit = line[position] == "0" ? "1" : "0"
                changed[event.number] = line.replacingCharacters(in: position...position, with: digit)
                let file = try folder.write(changed.joined(separator: "\n") + "\n")
                let complaint = try Self.complaint(original, file)
                // The replay names the event; the reader, of what lies under a mask, the line, and the header is the first.
                let isNamed = complaint.hasPrefix("event \(event.number), ")
                let isLocated = complaint.hasPrefix("\(file):\(event.number + 1):")
                #expect(isNamed || isLocated, "\(complaint)")
                #expect(complaint.contains("byte \(offset / 2) of "), "\(complaint)")
            }
        }
    }

    /// What is said of a changed file, by the reader or by the replay.
    private static func complaint(_ original: Recording, _ file: String) throws -> String {
        do {
            let (_, error) = try SimulatedHost().play(original, against: try Recording(reading: file))
            return error?.detail ?? "nothing"
        } catch let error as RecordingError {
            return error.description
        }
    }

    private static func requestMember(_ kind: RecordedEvent.Kind) -> String? {
        switch kind {
        case .message(.out, let message) where message.payload.bytes.isEmpty: nil
        case .message(.out, _), .apdu(.out, _), .report(.out, _): "data"
        case .attribute: "tag"
        case .control: "code"
        default: nil
        }
    }
}
