package import DeviceTransport
package import ISO7816
import Synchronization

/// A card channel that turns what crosses another into a script.
package final class TranscribingSmartCardChannel: SmartCardChannel {
    private let wrapped: any SmartCardChannel
    private let steps = Mutex<[ScriptedSmartCardChannel.Step]>([])

    package init(_ wrapped: any SmartCardChannel) {
        self.wrapped = wrapped
    }

    /// What has crossed so far, to be played by a ``ScriptedSmartCardChannel``.
    package var script: [ScriptedSmartCardChannel.Step] { steps.withLock { $0 } }

    package var readerName: String { wrapped.readerName }
    package var answerToReset: [UInt8] { wrapped.answerToReset }
    package var activeProtocol: CardProtocol? { wrapped.activeProtocol }

    package func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        try noting({ .exchange(command, $0) }) { () throws(TransportError) in
            try wrapped.transmit(command, within: limit)
        }
    }

    package func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        try noting({ .reset(kind, $0) }) { () throws(TransportError) in try wrapped.reset(kind, within: limit) }
    }

    package func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] {
        try noting({ .attribute(tag, $0) }) { () throws(TransportError) in try wrapped.attribute(tag, within: limit) }
    }

    package func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        try noting({ .control(code, input, $0) }) { () throws(TransportError) in
            try wrapped.control(code, input, within: limit)
        }
    }

    package func beginTransaction(within limit: Duration) throws(TransportError) {
        _ = try noting({ .begin($0) }) { () throws(TransportError) in
            try wrapped.beginTransaction(within: limit)
            return []
        }
    }

    package func endTransaction(within limit: Duration) throws(TransportError) {
        _ = try noting({ .end($0) }) { () throws(TransportError) in
            try wrapped.endTransaction(within: limit)
            return []
        }
    }

    package func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError) {
        _ = try noting({ .reconnect(sharing, $0) }) { () throws(TransportError) in
            try wrapped.reconnect(as: sharing, within: limit)
            return []
        }
    }

    package func close() { wrapped.close() }

    private func noting(
        _ step: (Result<[UInt8], TransportError>) -> ScriptedSmartCardChannel.Step,
        _ call: () throws(TransportError) -> [UInt8]
    ) throws(TransportError) -> [UInt8] {
        let outcome: Result<[UInt8], TransportError>
        do throws(TransportError) {
            outcome = .success(try call())
        } catch {
            outcome = .failure(error)
        }
        let next = step(outcome)
        steps.withLock { $0.append(next) }
        return try outcome.get()
    }
}
