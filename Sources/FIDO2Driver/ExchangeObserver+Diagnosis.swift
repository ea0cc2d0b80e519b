import CTAPMessages
import DeviceTransport

extension ExchangeObserver {
    /// What went wrong, in a clause, with the kind of trouble it is; `nil` when nothing is to be seen here.
    func diagnosis() -> (code: TransportError.Code, detail: String)? {
        guard let request else { return nil }
        let asked = request.command.name
        if let framingError { return (.malformed, "\(framingError)") }
        if let answer, answer.command == .error {
            let code = CTAPHIDErrorCode(rawValue: answer.payload.first ?? 0)
            return (code == .channelBusy ? .channelBusy : .inputOutput, "the key answered \(asked) with \(code.name)")
        }
        if let answer, answer.command != request.command {
            return (.malformed, "the key answered \(asked) with \(answer.command.name)")
        }
        if let progress {
            return (.unsupported, "libfido2 takes no answer of \(progress.announced) bytes")
        }
        return nil
    }

    /// What was seen of an answer that did not come in time.
    func delay() -> String? {
        guard let request else { return nil }
        let asked = request.command.name
        if let progress {
            return "the answer to \(asked) stopped after \(progress.received) of \(progress.announced) bytes"
        }
        if keepAliveCount > 0 {
            return "the key kept \(asked) waiting with \(keepAliveCount) keep-alives"
        }
        if let foreignChannel {
            let digits = String(foreignChannel, radix: 16)
            return "the key answered \(asked) on channel 0x\(digits), where nobody asked"
        }
        return sawForeignNonce ? "the key echoed another nonce" : "the key does not answer \(asked)"
    }
}
