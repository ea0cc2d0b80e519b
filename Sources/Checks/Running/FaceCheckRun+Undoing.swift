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
        let work = Task { () -> (session: DeviceSession<Channel>?, difference: String?, problems: [String]) in
            do {
                var session = current
                if session == nil {
                    session = try await DeviceSession<Channel>(
                        device.identity.name,
                        within: answer,
                        open: { thread throws(TransportError) in try open(device, thread) }
                    )
                }
                guard let session else { return (nil, nil, []) }
                return try await session.thread.run("undo", within: limit) {
                    if isUnsure, let difference = await recognize(session.channel) { return (session, difference, []) }
                    return (session, nil, await undo(session.channel))
                }
            } catch {
                return (nil, nil, ["\(error)"])
            }
        }
        let done = await work.value
        state.session = done.session
        if let difference = done.difference {
            state.takeForStranger(difference)
        } else if done.session != nil {
            state.isUnsure = false
        }
        return done.problems
    }
}
