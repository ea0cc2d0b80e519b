import SoftwareCard

/// One slot of a virtual reader: what the IFD handler inside pcscd asks, it answers.
package final class ReaderSlot: Sendable {
    /// Where a slot can be held up.
    package enum BlockPoint: String, Sendable, CaseIterable, Codable {
        case powerUp = "power-up"
        case transmit
    }

    private struct State {
        var card: (any InsertableCard)?
        var isPowered = false
        var isUnplugged = false
        var blocks: Set<BlockPoint> = []
        var commands: Connection?
        var events: Connection?
        /// How many changes pcscd was told of since it opened the slot, and how many it has dealt with.
        var announcedChanges: UInt32 = 0
        var watchedChanges: UInt32?
        var commandCount = 0

        var isOpen: Bool { commands != nil && events != nil && watchedChanges != nil }
    }

    private let state = Monitor(State())

    package init() {}

    /// How many command APDUs arrived here.
    package var commandCount: Int { state.withLock { $0.commandCount } }

    /// Whether pcscd has the slot open and waits for cards.
    var isOpen: Bool { state.withLock { $0.isOpen } }

    package var hasCard: Bool { state.withLock { $0.card != nil } }

    package func insert(_ card: any InsertableCard) throws(BenchError) {
        let isEmpty = state.withLock { state in
            guard state.card == nil else { return false }
            change(&state, to: card)
            return true
        }
        guard isEmpty else { throw BenchError(.request, "there is a card in this slot already") }
    }

    package func remove() throws(BenchError) {
        let hadCard = state.withLock { state in
            guard state.card != nil else { return false }
            change(&state, to: nil)
            return true
        }
        guard hadCard else { throw BenchError(.request, "there is no card in this slot") }
    }

    private func change(_ state: inout State, to card: (any InsertableCard)?) {
        state.card = card
        state.isPowered = false
        guard let events = state.events else { return }
        state.announcedChanges &+= 1
        events.send(IFDFrame(.change))
    }

    /// Waits until pcscd has dealt with the last change: a card is powered up, and clients have been told.
    ///
    /// Without this a card could come and go between two looks of pcscd, which then reports neither.
    @discardableResult
    package func waitUntilNoticed(within limit: Duration) -> Bool {
        state.wait(within: limit) { $0.watchedChanges == $0.announcedChanges }
    }

    package func block(at points: Set<BlockPoint>) {
        state.withLock { $0.blocks = points }
    }

    package var isHeldUp: Bool { state.withLock { !$0.blocks.isEmpty } }

    package func release() {
        state.withLock { $0.blocks = [] }
    }

    /// Waits until pcscd has opened the slot and waits for cards.
    func waitUntilOpen(within limit: Duration) -> Bool {
        state.wait(within: limit) { $0.isOpen }
    }

    /// Hangs up on pcscd; whatever it asks from now on, nothing answers.
    func unplug() {
        state.withLock { state in
            state.isUnplugged = true
            state.commands?.hangUp()
            state.events?.hangUp()
        }
    }

    /// Waits until pcscd has closed the slot.
    func waitUntilClosed(within limit: Duration) -> Bool {
        state.wait(within: limit) { $0.commands == nil && $0.events == nil }
    }

    /// Answers on a command connection until pcscd closes it.
    func serveCommands(_ connection: Connection, description: IFDFrame) {
        let isAdopted = state.withLock { state in
            guard !state.isUnplugged, state.commands == nil else { return false }
            state.commands = connection
            return true
        }
        guard isAdopted else { return }
        connection.send(description)
        while let request = connection.receive() {
            guard let answer = answer(request) else { continue }
            connection.send(answer)
        }
        state.withLock { state in
            state.commands = nil
            state.isPowered = false
        }
    }

    /// Listens on an event connection until pcscd closes it.
    func serveEvents(_ connection: Connection) {
        let isAdopted = state.withLock { state in
            guard !state.isUnplugged, state.events == nil else { return false }
            state.events = connection
            state.announcedChanges = 0
            return true
        }
        guard isAdopted else { return }
        while let frame = connection.receive() {
            guard frame.kind == .watching, frame.payload.count == 4 else { continue }
            state.withLock { $0.watchedChanges = frame.payload.reduce(0) { $0 << 8 | UInt32($1) } }
        }
        state.withLock { state in
            state.events = nil
            state.watchedChanges = nil
        }
    }

    /// The answer to a request, or `nil` when the reader has been unplugged meanwhile.
    private func answer(_ request: IFDFrame) -> IFDFrame? {
        switch request.kind {
        case .presence: presence()
        case .power: power(request.payload)
        case .transmit: transmit(request.payload)
        case .protocolParameters: IFDFrame(.answer)
        case .control, .hello, .watching, .answer, .refusal, .change: .refusal(.notSupported)
        }
    }

    private func presence() -> IFDFrame? {
        state.withLock { state in
            state.isUnplugged ? nil : IFDFrame(.answer, [state.card == nil ? 0 : 1])
        }
    }

    private func power(_ payload: [UInt8]) -> IFDFrame? {
        let isDown = payload == [0]
        guard isDown || waitUntilReleased(.powerUp) else { return nil }
        return state.withLock { state in
            guard !state.isUnplugged else { return nil }
            let wasPowered = state.isPowered
            state.isPowered = false
            guard !isDown else { return IFDFrame(.answer) }
            guard let atr = state.card?.reset(payload == [2] && wasPowered ? .warm : .cold), !atr.isEmpty else {
                return .refusal(.powerActionFailed)
            }
            state.isPowered = true
            return IFDFrame(.answer, atr)
        }
    }

    private func transmit(_ payload: [UInt8]) -> IFDFrame? {
        guard waitUntilReleased(.transmit) else { return nil }
        let card: (any InsertableCard)? = state.withLock { state in
            state.commandCount += 1
            return state.isPowered ? state.card : nil
        }
        // Not under the lock: a slow card must not keep the test from pulling it.
        let response = card?.respond(to: Array(payload.dropFirst()), over: payload.first == 0 ? .t0 : .t1)
        return state.withLock { state in
            guard !state.isUnplugged else { return nil }
            if let card, !card.isPresent, state.card === card { change(&state, to: nil) }
            guard let response, state.card != nil else { return .refusal(.communicationError) }
            return IFDFrame(.answer, response)
        }
    }

    private func waitUntilReleased(_ point: BlockPoint) -> Bool {
        state.wait { $0.isUnplugged || !$0.blocks.contains(point) }
        return state.withLock { !$0.isUnplugged }
    }
}
