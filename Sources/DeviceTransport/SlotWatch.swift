/// Waits for a reader's slot to become another than it was (`SCardGetStatusChange`, PC/SC part 5).
///
/// Called on a thread of its own, but for ``cancel()``.
package protocol SlotWatch: AnyObject, Sendable {
    /// The reader's name as the PC/SC daemon gives it.
    var readerName: String { get }

    /// Waits until the slot is not as it is known to be, or until the time is over.
    ///
    /// - Parameters:
    ///   - known: What the slot was last; `nil` asks how it is, which is told at once.
    ///   - time: How long the daemon is to wait.
    ///   - limit: How long the answer may take at the most.
    /// - Returns: How the wait ended.
    /// - Throws: `noSuchDevice` for a reader that is not there any more, `deadlineExceeded` for an answer that never came.
    func change(
        from known: SlotState?,
        for time: Duration,
        within limit: Duration
    ) throws(TransportError) -> SlotChange

    /// Ends the wait that is under way, from any thread.
    func cancel()

    func close()
}

/// How a wait for a change ended.
package enum SlotChange: Hashable, Sendable {
    case state(SlotState)
    /// Nothing had changed when the time was over (`SCARD_E_TIMEOUT`).
    case timedOut
    /// The wait was taken back (`SCARD_E_CANCELLED`).
    case cancelled
}

/// A reader's slot as the daemon tells it.
package struct SlotState: Hashable, Sendable {
    /// The low word of `dwEventState`, without the bit that says that it is new.
    package let flags: UInt16
    /// How often cards have come and gone since the reader was attached, modulo 65536.
    package let eventCount: UInt16

    package init(flags: UInt16, eventCount: UInt16) {
        self.flags = flags
        self.eventCount = eventCount
    }

    package var isCardPresent: Bool { flags & 0x0020 != 0 }

    /// Whether somebody holds the card, alone or with others.
    package var isInUse: Bool { flags & 0x0180 != 0 }
}
