import DeviceTransport
import Foundation
import Synchronization
import Testing

@testable import WireRecording

@Suite struct RecordingFileTests {
    @Test func writesTheHeaderFirstAndComesBack() throws {
        let folder = try TemporaryFolder()
        let header = Samples.header([.hid, .card], seed: [1, 2, 3])
        let writer = try RecordingWriter(creating: folder.file(), header: header, elapsed: { .milliseconds(1234) })
        #expect(try folder.lines().count == 1)
        try writer.append(.timeout, on: .hid)
        #expect(try folder.lines().last == #"{"n":1,"t":1234,"ch":"hid","kind":"timeout"}"#)
        try writer.finish()
        try writer.finish()
        let recording = try Recording(reading: folder.file())
        #expect(recording.header == header)
        #expect(recording.events.map(\.kind) == [.timeout])
        #expect(recording.integrity == .complete)
    }

    @Test func headerHasOneForm() throws {
        let folder = try TemporaryFolder()
        _ = try RecordingWriter(creating: folder.file(), header: Samples.header(seed: [0xAB]))
        #expect(
            try folder.text() == """
                {"format":"touchstone-recording","version":3,"tool":"touchstone 0.0.1",\
                "capturedAt":"2026-11-22T23:20:00Z","clock":"system","device":{"kind":"security-key",\
                "name":"Example Key","vendorID":"1209","productID":"0001","bcdDevice":"0543",\
                "manufacturer":"Example","product":"Example Key"},"channels":[{"id":"hid","kind":"ctaphid"}],\
                "redacted":["serial-numbers","init-nonces","channel-ids","pin-ceremonies","large-blob-keys",\
                "large-blob-writes","verify-bodies","unlisted-command-bodies","data-object-bodies","card-holder-data"],"seed":"ab"}

                """
        )
        #expect(!(try folder.text()).contains("0123456789"))
    }

    @Test func isForItsOwnerAloneAndNeverOverwrites() throws {
        let folder = try TemporaryFolder()
        _ = try RecordingWriter(creating: folder.file(), header: Samples.header())
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file())
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let error = #expect(throws: TransportError.self) {
            _ = try RecordingWriter(creating: folder.file(), header: Samples.header())
        }
        #expect(error?.code == .fileExists && error?.original?.number == Int(EEXIST))
        #expect(throws: TransportError.self) {
            _ = try RecordingWriter(creating: folder.file("no/such/folder"), header: Samples.header())
        }
    }

    @Test func timeNeverRunsBackwards() throws {
        let folder = try TemporaryFolder()
        let times = Clock([5, 3, 9])
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header(), elapsed: times.next)
        for _ in 0..<3 { try writer.append(.timeout, on: .hid) }
        #expect(try Recording(reading: folder.file()).events.map(\.milliseconds) == [5, 5, 9])
    }

    @Test func takesNoMoreAfterTheEnd() throws {
        let folder = try TemporaryFolder()
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header())
        try writer.finish()
        #expect(throws: TransportError.self) { try writer.append(.timeout, on: .hid) }
        #expect(try Recording(reading: folder.file()).integrity == .complete)
    }

    @Test func writesIntoNothingThatIsThere() throws {
        let error = #expect(throws: TransportError.self) {
            _ = try RecordingWriter(creating: "/dev/full", header: Samples.header())
        }
        #expect(error?.code == .fileExists)
    }

    @Test func opensWhatAKilledProcessLeaves() throws {
        let folder = try TemporaryFolder()
        try Samples.record(to: folder.file())
        let whole = Array(try folder.text().utf8)
        let complete = try Recording(reading: folder.file())
        let headerLength = try #require(whole.firstIndex(of: 0x0A)) + 1
        for length in 0..<whole.count {
            let path = try folder.write(whole[..<length])
            guard length >= headerLength else {
                #expect(throws: RecordingError.self) { try Recording(reading: path) }
                continue
            }
            let cut = try Recording(reading: path)
            guard case .incomplete(let gap) = cut.integrity else {
                Issue.record("\(length) bytes pass as \(cut.integrity)")
                return
            }
            #expect(cut.events.elementsEqual(complete.events.prefix(cut.events.count)))
            #expect(gap == (whole[length - 1] == 0x0A ? .noEnd : .tornLine(cut.events.count + 2)))
        }
    }

    @Test func noticesEveryChangedByteBeforeTheEnd() throws {
        let folder = try TemporaryFolder()
        try Samples.record(Array(Samples.conversation.prefix(4)), to: folder.file())
        let whole = Array(try folder.text().utf8)
        let lastLine = try #require(whole.dropLast().lastIndex(of: 0x0A)) + 1
        for position in 0..<lastLine {
            for bit in [0, 4, 5] {
                var changed = whole
                changed[position] ^= 1 << bit
                let path = try folder.write(changed)
                let recording = try? Recording(reading: path)
                #expect(recording?.integrity != .complete, "byte \(position), bit \(bit)")
            }
        }
    }

    @Test(
        arguments: [
            (1, #"{"format":"x"}"#, ":1:11: `format` is \"x\"; expected \"touchstone-recording\""),
            (1, #"{}"#, ":1:1: `format` is missing; expected a string"),
            (1, "", ":1:1: the line ends too early; expected a JSON value"),
            (2, "{", ":2:2: the line ends too early; expected a member name"),
            (2, "x", ":2:1: this is no JSON; expected a JSON value"),
            (
                3, #"{"n":3,"t":0,"ch":"hid","kind":"timeout"}"#,
                ":3:1: `n` is 3; expected 2: a line is missing or moved"
            ),
        ]
    )
    func namesFileLineAndColumn(_ line: Int, _ text: String, _ message: String) throws {
        let folder = try TemporaryFolder()
        try Samples.record(Array(Samples.conversation.prefix(4)), to: folder.file())
        var lines = try folder.lines()
        lines[line - 1] = text
        let path = try folder.write(lines.joined(separator: "\n") + "\n")
        let error = #expect(throws: RecordingError.self) { try Recording(reading: path) }
        #expect(error?.description == path + message)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test func refusesAVersionThatItDoesNotKnow() throws {
        let folder = try TemporaryFolder()
        try Samples.record(to: folder.file())
        let path = try folder.write(try folder.text().replacing(#""version":3"#, with: #""version":4"#))
        let error = #expect(throws: RecordingError.self) { try Recording(reading: path) }
        #expect(error?.reason == .unsupportedVersion)
        #expect(error?.description == "\(path):1:44: `version` is 4; expected at most 3")
        #expect(error?.remedy.contains("later") == true)
    }

    @Test func keepsToTheEnd() throws {
        let folder = try TemporaryFolder()
        try Samples.record(to: folder.file())
        let text = try folder.text()
        let more = try folder.write(text + "{}\n")
        #expect(throws: RecordingError.self) { try Recording(reading: more) }
        let wrong = try folder.write(text.replacing(#""crc32":""#, with: #""crc32":"f"#))
        #expect(throws: RecordingError.self) { try Recording(reading: wrong) }
    }

    @Test(arguments: ["", "\n"])
    func callsAnEmptyFileEmpty(text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text)
        let error = #expect(throws: RecordingError.self) { try Recording(reading: path) }
        #expect(error?.description == "\(path):1: the file is empty; expected a recording")
    }

    @Test func tellsAMissingFileFromAnUnreadableOne() throws {
        let folder = try TemporaryFolder()
        let missing = #expect(throws: RecordingError.self) { try Recording(reading: folder.file("none")) }
        #expect(missing?.reason == .missing)
        let folderItself = #expect(throws: RecordingError.self) { try Recording(reading: folder.path) }
        #expect(folderItself?.reason == .missing)
        #expect(folderItself?.description == "\(folder.path): a folder, and one recording is wanted")
        // Its beginning is mapped nowhere.
        let unreadable = #expect(throws: RecordingError.self) { try Recording(reading: "/proc/self/mem") }
        #expect(unreadable?.reason == .unreadable)
    }

    @Test func givesUpOnALineWithoutEnd() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(repeating: UInt8(ascii: "["), count: 2 << 20))
        let error = #expect(throws: RecordingError.self) { try Recording(reading: path) }
        #expect(error?.reason == .tooLarge)
    }
}

/// Gives one time after the other, the last one for ever.
private final class Clock: Sendable {
    private let rest: Mutex<[Int]>

    init(_ milliseconds: [Int]) {
        rest = Mutex(milliseconds)
    }

    @Sendable func next() -> Duration {
        .milliseconds(rest.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] })
    }
}
