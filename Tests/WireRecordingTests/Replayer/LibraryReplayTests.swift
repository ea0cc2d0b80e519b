import CTAPMessages
import DeviceTransport
import FIDO2Driver
import Foundation
import SoftwareAuthenticator
import Synchronization
import Testing
import TransportTesting

@testable import WireRecording

/// The real libfido2 over recordings of a software authenticator.
@Suite struct LibraryReplayTests {
    private struct Reading: Equatable {
        var opening: AuthenticatorOpening?
        var reference: ReferenceInformation?
        var pinRetries: CTAPAnswer<Int>?
        var error: TransportError?
        var original: TransportError.Original?
    }

    private func read(_ client: LibFIDO2Client, within limit: Duration = .seconds(5)) -> Reading {
        var reading = Reading()
        do throws(TransportError) {
            let opening = try client.open(within: limit)
            reading.opening = opening
            if opening.getInfo != nil {
                reading.reference = try client.referenceInformation()
                reading.pinRetries = try client.pinRetries(within: limit)
            }
        } catch {
            reading.error = error
            reading.original = error.original
        }
        client.close()
        return reading
    }

    private func record(
        _ model: AuthenticatorModel,
        faults: Set<AuthenticatorFault> = [],
        to path: String,
        within limit: Duration = .seconds(5)
    ) throws -> Reading {
        let device = SoftwareReportChannel(SoftwareAuthenticator(model: model, faults: faults))
        let writer = try RecordingWriter(creating: path, header: Samples.header(), elapsed: { .zero })
        let recorder = try RecordingReportChannel(wrapping: device, writer: writer)
        let reading = read(LibFIDO2Client(over: recorder), within: limit)
        try writer.finish()
        return reading
    }

    private func replay(_ path: String) throws -> Reading {
        let replay = Replay(try Recording(reading: path))
        let reading = read(LibFIDO2Client(over: try replay.openReportChannel()))
        try replay.finish()
        return reading
    }

    @Test(arguments: AuthenticatorModel.all)
    func readsTheSameLiveAndReplayed(_ model: AuthenticatorModel) throws {
        let folder = try TemporaryFolder()
        let live = try record(model, to: folder.file())
        #expect(live.error == nil)
        #expect(live.opening != nil)
        let again = try replay(folder.file())
        #expect(again == live)
        // And a recording of the replay is the recording.
        let source = Replay(try Recording(reading: folder.file()))
        let writer = try RecordingWriter(creating: folder.file("b.jsonl"), header: Samples.header(), elapsed: { .zero })
        let recorder = try RecordingReportChannel(wrapping: try source.openReportChannel(), writer: writer)
        _ = read(LibFIDO2Client(over: recorder))
        try writer.finish()
        let copy = try folder.text("b.jsonl")
        #expect(copy == (try folder.text()))
    }

    /// Every bit on the wire between the library and the player.
    @Test func libraryWithOneWrongBitIsNoticed() throws {
        let folder = try TemporaryFolder()
        _ = try record(.level2Key, to: folder.file())
        let recording = try Recording(reading: folder.file())
        let requests = recording.events.filter { if case .message(.out, _) = $0.kind { true } else { false } }
        #expect(requests.count == 3)
        for (index, request) in requests.enumerated() {
            for byte in 0..<64 {
                for bit in 0..<8 {
                    let replay = Replay(recording)
                    let channel = FlippingChannel(try replay.openReportChannel(), report: index, byte: byte, bit: bit)
                    let reading = read(LibFIDO2Client(over: channel))
                    #expect(reading.error != nil, "report \(index), byte \(byte), bit \(bit)")
                    let error = #expect(throws: TransportError.self) { try replay.finish() }
                    let detail = error?.detail ?? ""
                    if index == 0, (7..<15).contains(byte) {
                        // The library drops an answer with another nonce and waits for its own, which never comes.
                        #expect(
                            detail.contains("the host reads a report") || detail.contains("not played"),
                            "\(detail)"
                        )
                    } else {
                        #expect(detail.hasPrefix("event \(request.number), "), "\(detail)")
                        #expect(detail.contains("byte \(byte) of report 0"), "\(detail)")
                    }
                }
            }
        }
    }

    /// Every digit of the requests in the file, against a library that did not change.
    @Test func recordingWithOneWrongDigitIsNoticed() throws {
        let folder = try TemporaryFolder()
        _ = try record(.level2Key, to: folder.file())
        let lines = try folder.lines()
        var changes = 0
        for (index, line) in lines.enumerated() where line.contains(#""kind":"request""#) && !line.contains("mask") {
            let start = try #require(line.range(of: #""data":""#)).upperBound
            let end = try #require(line[start...].firstIndex(of: "\""))
            for position in line[start..<end].indices {
                var changed = lines
                let digit = line[position] == "0" ? "1" : "0"
                changed[index] = line.replacingCharacters(in: position...position, with: digit)
                let path = try folder.write(changed.joined(separator: "\n") + "\n")
                let error = #expect(throws: TransportError.self) { _ = try replay(path) }
                #expect(error?.code == .replayMismatch)
                #expect(error?.detail?.hasPrefix("event \(index), ") == true, "\(error?.detail ?? "")")
                #expect(error?.detail?.contains("of the data (byte ") == true, "\(error?.detail ?? "")")
                changes += 1
            }
        }
        #expect(changes >= 2 * 5)
    }

    @Test(
        arguments: [
            AuthenticatorFault.mute(afterMessages: 0), .mute(afterMessages: 1), .mute(afterMessages: 2), .wrongChannel,
            .badCBOR, .oversize, .wrongNonce, .keepAliveForever, .drip, .transportError(0x06),
        ]
    )
    func faultsAreTheSameLiveAndReplayed(_ fault: AuthenticatorFault) throws {
        let folder = try TemporaryFolder()
        let live = try record(.level2Key, faults: [fault], to: folder.file(), within: .milliseconds(300))
        #expect(live.error != nil || live.reference == nil)
        let clock = ContinuousClock()
        var replayed: Reading?
        let time = try clock.measure { replayed = try replay(folder.file()) }
        #expect(replayed == live)
        #expect(time < .seconds(2))
    }
}

/// Turns over one bit of one report that the host writes.
private final class FlippingChannel: ReportChannel {
    private let wrapped: any ReportChannel
    private let report: Int
    private let byte: Int
    private let bit: Int
    private let count = Mutex(0)

    init(_ wrapped: any ReportChannel, report: Int, byte: Int, bit: Int) {
        self.wrapped = wrapped
        self.report = report
        self.byte = byte
        self.bit = bit
    }

    var name: String { wrapped.name }

    func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        let index = count.withLock { count in
            defer { count += 1 }
            return count
        }
        var changed = report
        if index == self.report { changed[byte] ^= 1 << bit }
        try wrapped.write(changed, within: limit)
    }

    func read(within limit: Duration) throws(TransportError) -> [UInt8]? { try wrapped.read(within: limit) }

    func close() { wrapped.close() }
}
