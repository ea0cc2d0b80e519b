package import DeviceTransport

/// A failed call, without what names a device or a process of the bench where it was recorded.
package struct RecordedFailure: Hashable, Sendable {
    /// The call of the channel's protocol that failed.
    package enum Call: String, Hashable, Sendable, CaseIterable {
        case connect, write, read, transmit, reset, attribute, control, transaction, reconnect, watch
    }

    package let call: Call
    package let code: TransportError.Code
    package let operation: String
    package let original: TransportError.Original?

    package init(
        call: Call,
        code: TransportError.Code,
        operation: String,
        original: TransportError.Original? = nil
    ) {
        self.call = call
        self.code = code
        self.operation = operation
        self.original = original
    }

    package init(_ error: TransportError, during call: Call) {
        self.init(call: call, code: error.code, operation: error.operation, original: error.original)
    }

    /// The error as it is thrown again at replay.
    func error(subject: String) -> TransportError {
        TransportError(code, operation: operation, subject: subject, original: original)
    }
}
