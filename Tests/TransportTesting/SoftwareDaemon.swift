import DeviceTransport
package import SoftwareCard
import ThreadExecutor

/// What the PC/SC service does for the programs at one reader: who holds the card, whose turn it is, who has to hear of what.
///
/// Made after the documentation of the service and not after our driver, so that checks of sharing can be seen to fail.
package final class SoftwareDaemon: Sendable {
    /// A way in which a service breaks the rules.
    package enum Fault: String, Hashable, Sendable, CaseIterable {
        /// A transaction keeps nobody out.
        case transactionKeepsNobodyOut
        /// Nobody who waits for a transaction ever gets it.
        case transactionIsNeverGiven
        /// An end without a beginning succeeds.
        case anyoneMayEnd
        /// A refused end is refused with another code.
        case endIsMisreported
        /// Nobody hears of another's reset.
        case resetIsSecret
        /// Whoever holds the card alone shares it all the same.
        case aloneIsShared
        /// Each connection is told the protocol that it asked for.
        case protocolIsAnEcho
        /// A second connection is told no protocol.
        case protocolIsSecret
        /// A direct connection is refused while the reader is in use.
        case directIsRefused
        /// A wait ends at once.
        case hasty
        /// A wait ends a second late.
        case late
        /// A wait cannot be taken back.
        case cancelIsLost
        /// Tells of changes that there are none of.
        case nervous
        /// The counter of insertions and removals stands still.
        case counterStandsStill
        /// A connection whose card was pulled goes on as if nothing had happened.
        case removalIsSecret
        /// Nobody hears that a card was inserted.
        case insertionIsSecret
    }

    struct Client {
        var sharing: CardSharing
        /// The card and the reset that it knows of.
        var seenCard: Int
        var seenReset: Int
    }

    struct State {
        var clients: [Int: Client] = [:]
        var lastClient = 0
        var holder: Int?
        var depth = 0
        var isCardPresent: Bool
        /// Counts cards, and resets of the one that is there.
        var card = 0
        var reset = 0
        var eventCount: UInt16 = 0
    }

    package let card: SoftwareCard?
    package let readerName: String
    package let faults: Set<Fault>
    let state: Monitor<State>

    package init(card: SoftwareCard?, readerName: String = "Software Reader 00 00", faults: Set<Fault> = []) {
        self.card = card
        self.readerName = readerName
        self.faults = faults
        state = Monitor(State(isCardPresent: card != nil))
    }

    /// Takes the card out, or puts the same one in again.
    package func move(isCardPresent: Bool) {
        state.withLock { state in
            guard state.isCardPresent != isCardPresent, card != nil else { return }
            state.isCardPresent = isCardPresent
            state.card += 1
            if !faults.contains(.counterStandsStill) { state.eventCount &+= 1 }
        }
        if isCardPresent { card?.reset(.cold) }
        state.signalAll()
    }

    /// Lets a program in, or tells it why not.
    func connect(as mode: ConnectionMode) throws(TransportError) -> Int {
        let active = SoftwareCardChannel.activeProtocol(of: card)
        return try state.withLock { state throws(TransportError) in
            let isHeldAlone = state.clients.values.contains { $0.sharing == .exclusive }
            guard !isHeldAlone || faults.contains(.aloneIsShared) else {
                throw error(.sharingViolation, "SCardConnect")
            }
            if mode.sharing == .exclusive, !state.clients.isEmpty, !faults.contains(.aloneIsShared) {
                throw error(.sharingViolation, "SCardConnect")
            }
            if mode.sharing == .direct, !state.clients.isEmpty, faults.contains(.directIsRefused) {
                throw error(.sharingViolation, "SCardConnect")
            }
            if mode.sharing != .direct {
                guard state.isCardPresent else { throw error(.noCard, "SCardConnect") }
                let fits = active.map { mode.protocols.contains($0) } ?? false
                guard fits || faults.contains(.protocolIsAnEcho) else { throw error(.protocolMismatch, "SCardConnect") }
            }
            state.lastClient += 1
            state.clients[state.lastClient] = Client(
                sharing: mode.sharing,
                seenCard: state.card,
                seenReset: state.reset
            )
            return state.lastClient
        }
    }

    func disconnect(_ client: Int) {
        state.withLock { state in
            state.clients[client] = nil
            if state.holder == client { (state.holder, state.depth) = (nil, 0) }
        }
        state.signalAll()
    }

    func error(_ code: Refusal, _ operation: String) -> TransportError {
        PCSCReturnCode(rawValue: code.rawValue).error(operation, subject: readerName)
    }

    /// The codes that the service refuses with.
    enum Refusal: UInt32 {
        case sharingViolation = 0x8010_000B
        case noCard = 0x8010_000C
        case protocolMismatch = 0x8010_000F
        case notTransacted = 0x8010_0016
        case cardReset = 0x8010_0068
        case cardRemoved = 0x8010_0069
        case invalidHandle = 0x8010_0003
    }
}
