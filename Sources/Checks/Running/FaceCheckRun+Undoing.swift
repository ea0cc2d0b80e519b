import CapabilityProbe
import DeviceTransport
import ThreadExecutor

extension FaceCheckRun {
    /// Takes back what is left, also of a run that was stopped or whose time is over.
    ///
    /// - Returns: What stood in the way.
    func undone(_ state: inout State) async -> [String] {
        guard !state.isStranger else { return [] }
        let (isUnsure, recognize) = (state.isUnsure, recognize)
        let (current, limit, device) = (state.session, conditions.timing.check, device.current)
        let (open, undo, answer) = (open, undo, conditions.timing.answer)
        device.pinIsUsed(true)
        defer { device.pinIsUsed(false) }
        // A task of its own, since the run may have been stopped.
        let work = Task { () -> (DeviceSession<Channel>?, [String]) in
            do {
                var session = current
                if session == nil {
                    session = try await DeviceSession<Channel>(
                        device.identity.name,
                        within: answer,
                        open: { thread throws(TransportError) in try open(device, thread) }
                    )
                }
                guard let session else { return (nil, []) }
                let problems = try await session.thread.run("undo", within: limit) {
                    if isUnsure, let difference = await recognize(session.channel) {
                        return ["another device is there: \(difference)"]
                    }
                    return await undo(session.channel)
                }
                return (session, problems)
            } catch {
                return (nil, ["\(error)"])
            }
        }
        let (session, problems) = await work.value
        state.session = session
        return problems
    }
}
