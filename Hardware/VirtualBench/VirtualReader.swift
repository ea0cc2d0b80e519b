/// A reader, or the smart card face of a key, that is plugged in.
package struct VirtualReader: Sendable {
    package let id: String
    package let port: USBPort
    package let slots: [ReaderSlot]
    /// Whether pcscd's driver folder lists the device's USB ids.
    package let isKnownToDaemon: Bool
    let address: USBAddress

    package var bus: Int { address.bus }
    package var device: Int { address.device }

    /// Waits until pcscd has opened every slot; `false` for a reader that it does not know.
    package func waitUntilSeen(within limit: Duration) -> Bool {
        isKnownToDaemon && slots.allSatisfy { $0.waitUntilOpen(within: limit) }
    }

    package func slot(_ number: Int) throws(BenchError) -> ReaderSlot {
        guard slots.indices.contains(number) else {
            throw BenchError(.request, "\(id) has \(slots.count) slot(s), counted from 0; there is no slot \(number)")
        }
        return slots[number]
    }
}
