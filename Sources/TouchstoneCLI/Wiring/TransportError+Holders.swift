import DeviceTransport
import ProcessTable

extension TransportError {
    /// The same error with the programs that talk to the PC/SC daemon, where another one holds the reader.
    func namingCardClients() -> Self {
        guard code == .heldByAnother else { return self }
        return adding(detail: HolderSearch().clientsOfCardDaemon().detail)
    }

    /// The same error with the programs that have the node open, where another one holds it.
    func namingHolders(ofNode node: String) -> Self {
        guard code == .heldByAnother || code == .channelBusy else { return self }
        return adding(detail: HolderSearch().holders(ofNode: node).detail)
    }
}
