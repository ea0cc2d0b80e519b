import DeviceTransport
import ThreadExecutor

/// A slot's channel: to the card where one answers, else to the reader alone.
struct OpenedReader: Sendable {
    let channel: any SmartCardChannel
    let hasCard: Bool

    init(
        of device: some CheckedDevice,
        _ slot: Int,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) {
        do throws(TransportError) {
            channel = try device.openSlot(slot, isDirect: false, on: thread, within: limit)
            hasCard = true
        } catch {
            guard error.code == .noCard || error.code == .unresponsiveCard else { throw error }
            channel = try device.openSlot(slot, isDirect: true, on: thread, within: limit)
            hasCard = false
        }
    }
}
