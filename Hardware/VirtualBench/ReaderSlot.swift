/// One slot of a virtual reader: what the IFD handler inside pcscd asks, it answers.
package final class ReaderSlot: Sendable {
    /// Where a slot can be held up.
    package enum BlockPoint: String, Sendable, CaseIterable, Codable {
        case powerUp = "power-up"
        case transmit
    }

    private struct State {
        var card: (any VirtualCard)?
        var isPowered = false
        var isUnplugged = false
        var blocks: Set<BlockPoint> = []
        var events: [Connection] = []
        var commands: [Connection] = []
        /// What pcscd was last told, and whether it has powered the card up since; what it has to be told again is `nil`.
        var noticedPresence: Bool?
        var hasAnsweredReset = false
        var commandCount = 0
    }

    private let state = Monitor(State())

    package init() {}

    /// How many command APDUs arrived here.
    package var commandCount: Int { state.withLock { $0.commandCount } }

    /// Whether pcscd has the slot open.
    var isOpen: Bool { state.withLock { !$0.commands.isEmpty && !$0.events.isEmpty } }

    package var hasCard: Bool { state.withLock { $0.card != nil } }

    package func insert(_ card: any VirtualCard) throws(BenchError) {
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

    private func change(_ state: inout State, to card: (any VirtualCard)?) {
        state.card = card
        state.isPowered = false
        state.noticedPresence = nil
        state.hasAnsweredReset = false
        for connection in state.events { connection.send(IFDFrame(.change)) }
    }

    /// Waits until pcscd has asked about the last change and, for a card, has powered it up.
    ///
    /// Without this a card could come and go between two questions of pcscd, which then reports neither.
    @discardableResult
    package func waitUntilNoticed(within limit: Duration) -> Bool {
        state.wait(within: limit) { state in
            guard let presence = state.noticedPresence else { return false }
            return presence == (state.card != nil) && (!presence || state.hasAnsweredReset)
        }
    }

    package func block(at points: Set<BlockPoint>) {
        state.withLock { $0.blocks = points }
    }

    package var isHeldUp: Bool { state.withLock { !$0.blocks.isEmpty } }

    package func release() {
        state.withLock { $0.blocks = [] }
    }

    /// Waits until pcscd has opened the slot.
    func waitUntilOpen(within limit: Duration) -> Bool {
        state.wait(within: limit) { !$0.commands.isEmpty && !$0.events.isEmpty }
    }

    /// Hangs up on pcscd; whatever it asks from now on, nothing answers.
    func unplug() {
        state.withLock { state in
            state.isUnplugged = true
            for connection in state.events + state.commands { connection.hangUp() }
        }
    }

    /// Waits until pcscd has closed the slot.
    func waitUntilClosed(within limit: Duration) -> Bool {
        state.wait(within: limit) { $0.commands.isEmpty && $0.events.isEmpty }
    }

    /// Answers on a command connection until pcscd closes it.
    func serveCommands(_ connection: Connection, description: IFDFrame) {
        guard adopt(connection, as: \.commands) else { return }
        defer { drop(connection, from: \.commands) }
        connection.send(description)
        while let request = connection.receive() {
            guard let answer = answer(request) else { continue }
            connection.send(answer)
        }
    }

    /// Keeps an event connection until pcscd closes it.
    func serveEvents(_ connection: Connection) {
        guard adopt(connection, as: \.events) else { return }
        defer { drop(connection, from: \.events) }
        while connection.receive() != nil {}
    }

    private func adopt(_ connection: Connection, as list: WritableKeyPath<State, [Connection]>) -> Bool {
        state.withLock { state in
            guard !state.isUnplugged else { return false }
            state[keyPath: list].append(connection)
            return true
        }
    }

    private func drop(_ connection: Connection, from list: WritableKeyPath<State, [Connection]>) {
        state.withLock { state in
            state[keyPath: list].removeAll { $0 === connection }
            guard state.commands.isEmpty else { return }
            // The next daemon has to find out for itself.
            state.noticedPresence = nil
            state.hasAnsweredReset = false
            state.isPowered = false
        }
    }

    /// The answer to a request, or `nil` when the reader has been unplugged meanwhile.
    private func answer(_ request: IFDFrame) -> IFDFrame? {
        switch request.kind {
        case .presence: presence()
        case .power: power(request.payload)
        case .transmit: transmit(request.payload)
        case .protocolParameters: IFDFrame(.answer)
        case .control, .hello, .answer, .refusal, .change: .refusal(.notSupported)
        }
    }

    private func presence() -> IFDFrame? {
        state.withLock { state in
            guard !state.isUnplugged else { return nil }
            let isPresent = state.card != nil
            state.noticedPresence = isPresent
            return IFDFrame(.answer, [isPresent ? 1 : 0])
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
            state.hasAnsweredReset = true
            guard let atr = state.card?.reset(warm: payload == [2] && wasPowered), !atr.isEmpty else {
                return .refusal(.powerActionFailed)
            }
            state.isPowered = true
            return IFDFrame(.answer, atr)
        }
    }

    private func transmit(_ payload: [UInt8]) -> IFDFrame? {
        guard waitUntilReleased(.transmit) else { return nil }
        let card: (any VirtualCard)? = state.withLock { state in
            state.commandCount += 1
            return state.isPowered ? state.card : nil
        }
        // Not under the lock: a slow card must not keep the test from pulling it.
        let response = card?.respond(to: Array(payload.dropFirst()))
        return state.withLock { state in
            guard !state.isUnplugged else { return nil }
            guard let response, state.card != nil else { return .refusal(.communicationError) }
            return IFDFrame(.answer, response)
        }
    }

    private func waitUntilReleased(_ point: BlockPoint) -> Bool {
        state.wait { $0.isUnplugged || !$0.blocks.contains(point) }
        return state.withLock { !$0.isUnplugged }
    }
}
