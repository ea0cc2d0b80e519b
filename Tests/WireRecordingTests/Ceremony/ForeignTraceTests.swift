import Crypto
import DeviceTransport
import FixtureSupport
import Foundation
import Octets
import Testing

@testable import WireRecording

/// PIN ceremonies of foreign authenticators, recorded without a secret and held again to their last event.
@Suite(.enabled(if: ForeignTrace.folder != nil, "../shared/data/traces is not there"))
struct ForeignTraceTests {
    private func recording(_ trace: ForeignTrace, _ folder: TemporaryFolder) throws -> Recording {
        try trace.record(to: folder.file())
        let recording = try Recording(reading: folder.file())
        #expect(recording.integrity == .complete)
        return recording
    }

    /// The PINs of a trace's host, as the README of the traces has them.
    private func platform(_ trace: ForeignTrace) -> SimulatedPlatform {
        var platform = SimulatedPlatform()
        platform.newPINs =
            trace.name.hasSuffix("changepin") ? ["87654321", "12345678"].map { Secret(Array($0.utf8)) } : []
        return platform
    }

    @Test func thereAreAll() {
        #expect(ForeignTrace.all.count == 50)
    }

    @Test(arguments: ForeignTrace.all) func playsToItsLastEvent(_ trace: ForeignTrace) throws {
        let recording = try recording(trace, TemporaryFolder())
        var platform = platform(trace)
        let outcome = platform.play(recording, on: Replay(recording))
        guard case .completed = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    /// Every report of the trace, and nothing else, is in the recording.
    @Test(arguments: ForeignTrace.all) func reassembles(_ trace: ForeignTrace) throws {
        let recording = try recording(trace, TemporaryFolder())
        let count = recording.events.reduce(into: 0) { count, event in
            switch event.kind {
            case .message(_, let message): count += 1 + (max(0, message.payload.bytes.count - 57) + 58) / 59
            case .keepAlive, .report: count += 1
            default: break
            }
        }
        #expect(try trace.reports().count == count)
        #expect(!recording.events.contains { if case .report = $0.kind { true } else { false } })
    }

    @Test(arguments: ForeignTrace.all) func holdsNoSecret(_ trace: ForeignTrace) throws {
        let folder = try TemporaryFolder()
        _ = try recording(trace, folder)
        let text = try folder.text()
        for secret in try Self.secrets(of: trace) {
            #expect(!text.contains(secret), "\(secret) is in the recording")
        }
        #expect(!text.contains("12345678") && !text.contains(Hex.encode(Array("12345678".utf8))))
    }

    /// A told PIN that is another one than the host's is refused, and so is a second PIN where one was recorded.
    @Test func tellsPINsApart() throws {
        let trace = ForeignTrace(name: "canokey-fido/09-makecred-pin")
        let recording = try recording(trace, TemporaryFolder())
        var options = ReplayOptions()
        options.pin = Secret(Array("0000".utf8))
        var host = SimulatedPlatform()
        guard case .failed(_, let error) = host.play(recording, on: Replay(recording, options: options)) else {
            Issue.record("another PIN than the told one was taken")
            return
        }
        #expect(error.detail?.contains("field /6 is another PIN than the one accepted before") == true)
    }

    @Test func refusesTheRightPINWhereAWrongOneWasRecorded() throws {
        let trace = ForeignTrace(name: "canokey-fido/15-wrong-pin-makecred")
        let recording = try recording(trace, TemporaryFolder())
        var host = SimulatedPlatform()
        host.wrongPIN = host.pin
        guard case .failed(_, let error) = host.play(recording, on: Replay(recording)) else {
            Issue.record("the right PIN was taken")
            return
        }
        #expect(error.code == .replayMismatch)
        #expect(error.detail?.contains("field /6 is the PIN that was refused before") == true, "\(error)")
    }

    /// Equal salts give equal secrets, in both runs with one seed, and only where they were asked for.
    @Test(arguments: ["canokey-fido/13-hmac-secret", "solo1/13-hmac-secret"])
    func surrogateSecretsAreOfUse(_ name: String) throws {
        let recording = try recording(ForeignTrace(name: name), TemporaryFolder())
        var options = ReplayOptions()
        options.seed = [1]
        options.hmacSecret = .surrogate
        var outputs: [[[UInt8]]] = []
        for _ in 0..<2 {
            var host = SimulatedPlatform()
            guard case .completed = host.play(recording, on: Replay(recording, options: options)) else {
                Issue.record("the surrogate does not play")
                return
            }
            outputs.append(host.outputs)
        }
        #expect(outputs[0].count == 2)
        #expect(outputs[0][0] == outputs[0][1])
        #expect(outputs[0] == outputs[1])
        options.hmacSecret = .signed
        var host = SimulatedPlatform()
        _ = host.play(recording, on: Replay(recording, options: options))
        #expect(host.outputs.count == 2)
        #expect(host.outputs[0] != host.outputs[1])
    }

    private static func secrets(of trace: ForeignTrace) throws -> [String] {
        var found: [String] = []
        func search(_ value: Any, _ key: String) {
            switch value {
            case let object as [String: Any]: for (key, value) in object { search(value, key) }
            case let list as [Any]: for value in list { search(value, key) }
            case let text as String where ["pinUvAuthToken", "hmacSalt", "hmacSecret"].contains(key):
                let bytes = (try? Hex.decode(text)) ?? Data(base64Encoded: text).map(Array.init) ?? []
                #expect(bytes.count >= 16, "\(key) of the sidecar cannot be read")
                found.append(Hex.encode(bytes.prefix(12)))
            default: break
            }
        }
        search(try trace.sidecar(), "")
        for pin in ["12345678", "87654321", "00009999"] {
            found.append(Hex.encode(Array(SHA256.hash(data: Array(pin.utf8))).prefix(12)))
        }
        return found
    }
}
