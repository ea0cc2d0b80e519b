import DeviceTransport
import ThreadExecutor

extension FaceCheckRun {
    /// Waits for the device to be plugged in, and goes on with it if it is the same.
    ///
    /// - Returns: Why there is no going on; `nil` where there is.
    func replug(_ occasion: ReplugOccasion, _ state: inout State) async -> String? {
        let returned: Device
        do throws(TransportError) {
            returned = try await device.current.replugged(
                occasion,
                by: conditions.hands,
                within: conditions.timing.replug
            )
        } catch {
            return error.code == .cancelled ? "the device was not plugged in again" : "\(error)"
        }
        replugged()
        if let difference = device.take(returned) {
            state.farewell = "another device was plugged in: \(difference)"
            return state.farewell
        }
        do {
            let session = try await opened(&state)
            let difference = try await session.thread.run("recognize", within: conditions.timing.answer * 2) {
                [recognize] in await recognize(session.channel)
            }
            guard let difference else { return nil }
            state.farewell = "another device was plugged in: \(difference)"
        } catch {
            state.farewell = "the device was plugged in and cannot be talked to: \(error)"
        }
        return state.farewell
    }
}
