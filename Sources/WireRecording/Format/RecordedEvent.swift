package import CTAPMessages
package import DeviceTransport
package import ISO7816

/// One thing that happened, in the order in which it was finished.
package struct RecordedEvent: Hashable, Sendable {
    /// Counted from 1 without gaps: line number minus one.
    package let number: Int
    /// Milliseconds since the recording began.
    package let milliseconds: Int
    /// The channel concerned, as the header declares it; `nil` for what concerns the bench.
    package let channel: String?
    package let kind: Kind

    package init(number: Int, milliseconds: Int, channel: String?, kind: Kind) {
        self.number = number
        self.milliseconds = milliseconds
        self.channel = channel
        self.kind = kind
    }

    package enum Direction: String, Hashable, Sendable, CaseIterable {
        /// From the host to the device.
        case out
        /// From the device to the host.
        case `in`
    }

    /// What happened.
    ///
    /// Indirect, since events are passed on far more often than they are taken apart: each copy is one count, and not one
    /// for every array inside.
    package indirect enum Kind: Hashable, Sendable {
        /// A channel was opened.
        case connect(RecordedConnection)
        /// A channel was closed by the host.
        case close

        /// A complete CTAPHID message in its only possible framing: a request when out, a response when in.
        case message(Direction, RecordedMessage)
        /// A CTAPHID_KEEPALIVE of one status byte.
        case keepAlive(RecordedChannelID, status: UInt8)
        /// A report that is no part of such a message.
        case report(Direction, MaskedBytes)
        /// A read that ended without a report.
        case timeout

        /// A command APDU when out, the response APDU when in.
        case apdu(Direction, MaskedBytes)
        /// The host asks for a reset; ``answerToReset(_:)`` or an error follows.
        case reset(CardReset)
        case answerToReset([UInt8])
        /// The host asks for an attribute; ``value(_:)`` or an error follows.
        case attribute(UInt32)
        /// The host sends a control code; ``value(_:)`` or an error follows.
        case control(UInt32, [UInt8])
        case value(MaskedBytes)

        /// The host asks for a second connection; ``connect(_:)`` or an error follows.
        case opening(ConnectionMode)
        /// The host begins or ends a transaction; ``done`` or an error follows.
        case transaction(TransactionStep)
        /// The host takes note of what others did and holds the card so from now on; ``answerToReset(_:)`` or an error follows.
        case reconnect(CardSharing)
        case done
        /// The host waits for the slot to be another than this for so many milliseconds; ``slot(_:)``, ``timeout``,
        /// ``cancelled`` or an error follows.
        case watch(SlotState?, milliseconds: Int)
        case slot(SlotState)
        case cancelled

        /// A call failed.
        case failure(RecordedFailure)

        /// A reader came or went.
        case reader(isAttached: Bool, name: String)
        /// A card came or went, with the reader's own event counter.
        case card(answerToReset: [UInt8]?, reader: String, count: Int)
        /// What hands were asked to do, and what came of it.
        case action(OperatorRequest.Action, OperatorAnswer)

        /// The recording is complete: how many events stand before this one, and their checksum.
        case end(events: Int, checksum: UInt32)
    }
}

/// Where a transaction is.
package enum TransactionStep: String, Hashable, Sendable, CaseIterable {
    case begin, end
}

/// What opening a channel told.
package struct RecordedConnection: Hashable, Sendable {
    /// The reader's name without its serial number; `nil` for a report channel.
    package let reader: String?
    package let activeProtocol: CardProtocol?
    package let answerToReset: [UInt8]?

    package init(reader: String? = nil, activeProtocol: CardProtocol? = nil, answerToReset: [UInt8]? = nil) {
        self.reader = reader
        self.activeProtocol = activeProtocol
        self.answerToReset = answerToReset
    }
}

/// A CTAPHID channel as a recording names it.
package enum RecordedChannelID: Hashable, Sendable {
    /// As it was on the wire: the broadcast channel, and every number that no device handed out.
    case literal(UInt32)
    /// The channel that the device handed out as the first (0), second (1), … of the recording.
    case allotted(Int)
}

/// A reassembled CTAPHID message.
package struct RecordedMessage: Hashable, Sendable {
    package let channel: RecordedChannelID
    package let command: CTAPHIDCommand
    package let payload: MaskedBytes

    package init(channel: RecordedChannelID, command: CTAPHIDCommand, payload: MaskedBytes) {
        self.channel = channel
        self.command = command
        self.payload = payload
    }
}
