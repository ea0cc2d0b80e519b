/// What is attached, and what comes and goes.
package protocol DeviceInventory: Sendable {
    /// Everything attached at the start, then ``InventoryEvent/settled``, then changes until the consumer stops.
    func events() -> AsyncThrowingStream<InventoryEvent, any Error>
}

/// One change on the bench.
package enum InventoryEvent: Hashable, Sendable {
    case attached(AttachedDevice)
    case detached(AttachedDevice.ID)
    /// A card went in. `count` is the reader's own event counter, so that a gap shows.
    case cardInserted(reader: String, answerToReset: [UInt8], count: Int)
    case cardRemoved(reader: String, count: Int)
    /// What was there at the start has been told.
    case settled
}
