import CTAPMessages
import DeviceTransport
import Synchronization

/// Answers that no model gives, behind an INIT that is right.
struct InitializingScript {
    /// Takes the map behind getInfo's status, `nil` for an answer without even a status.
    func channel(getInfo: [UInt8]?, then answer: CTAPHIDMessage?) throws -> any ReportChannel {
        let information = CTAPHIDMessage(channel: 1, command: .cbor, payload: getInfo.map { [0x00] + $0 } ?? [])
        return CannedChannel([information, answer].compactMap(\.self))
    }
}

/// Answers INIT with the nonce it is sent, and whatever follows with the next canned message.
private final class CannedChannel: ReportChannel {
    let name = "canned"
    private let state: Mutex<State>

    private struct State {
        var answers: [CTAPHIDMessage]
        var outgoing: [[UInt8]] = []
        var assembler = CTAPHIDAssembler()
    }

    init(_ answers: [CTAPHIDMessage]) {
        state = Mutex(State(answers: answers))
    }

    func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        state.withLock { state in
            guard let request = try? state.assembler.accept(report) else { return }
            let answer: CTAPHIDMessage
            if request.command == .initialize {
                let response = CTAPHIDInitializeResponse(
                    nonce: request.payload,
                    channel: 1,
                    majorVersion: 1,
                    minorVersion: 0,
                    buildVersion: 0,
                    capabilities: .cbor
                )
                answer = CTAPHIDMessage(channel: request.channel, command: .initialize, payload: response.encoded())
            } else if state.answers.isEmpty {
                return
            } else {
                answer = state.answers.removeFirst()
            }
            state.outgoing += (try? answer.reports()) ?? []
        }
    }

    func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        state.withLock { $0.outgoing.isEmpty ? nil : $0.outgoing.removeFirst() }
    }

    func close() {}
}
