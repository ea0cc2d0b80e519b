import DeviceTransport
import ThreadExecutor

/// The ways to a slot besides the connection that a check is made over.
package struct SlotSurroundings: Sendable {
    let connect: @Sendable (ConnectionMode, DeviceThread, Duration) throws(TransportError) -> any SmartCardChannel
    let watch: @Sendable (DeviceThread, Duration) throws(TransportError) -> any SlotWatch
    let gaveUp: @Sendable (SlotCompanion, TransportError) -> Void

    package init(of slot: Int, on device: some CheckedDevice) {
        connect = { mode, thread, limit throws(TransportError) in
            try device.openSecondConnection(to: slot, as: mode, on: thread, within: limit)
        }
        watch = { thread, limit throws(TransportError) in try device.openWatch(on: slot, on: thread, within: limit) }
        gaveUp = { device.gaveUp(besides: slot, $0, because: $1) }
    }
}
