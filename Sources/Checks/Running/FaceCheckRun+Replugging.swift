import DeviceTransport

extension FaceCheckRun {
    /// Waits for the device to be plugged in, and goes on with it if it is the same.
    ///
    /// - Returns: Why there is no going on; `nil` where there is.
    func replug(_ occasion: ReplugOccasion, _ state: inout State) async -> String? {
        // Whatever comes of it.
        loseSight(&state)
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
        if let difference = device.take(returned) {
            state.takeForStranger(difference)
            return state.farewell
        }
        do {
            _ = try await opened(&state)
            return nil
        } catch {
            state.farewell = state.farewell ?? "the device was plugged in and cannot be talked to: \(error)"
        }
        return state.farewell
    }
}
