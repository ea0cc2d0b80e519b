import DeviceTransport
import ThreadExecutor

/// One face of a device, open on a thread of its own, until a check gets stuck on it.
struct DeviceSession<Channel: Sendable>: Sendable {
    let thread: DeviceThread
    let channel: Channel

    init(
        _ name: String,
        within limit: Duration,
        open: @escaping @Sendable (DeviceThread) throws(TransportError) -> Channel
    ) async throws {
        let thread = try DeviceThread(name: name)
        self.thread = thread
        channel = try await thread.run("open", within: limit * 2) { try open(thread) }
    }

    /// Runs one check; one that overruns its limit is abandoned with the thread that it sits on.
    func run(
        _ id: CheckID,
        within limit: Duration,
        _ body: @escaping @Sendable (Channel) async -> CheckEnding
    ) async -> CheckEnding {
        let channel = channel
        do {
            return try await thread.run(id.rawValue, within: limit) { await body(channel) }
        } catch let error as TransportError where error.code == .deadlineExceeded {
            return CheckEnding(.failed("the check is not over within \(limit.spelled)"))
        } catch let error as TransportError where error.code == .cancelled {
            return .stopped
        } catch let error as TransportError {
            return CheckEnding(.notRun(.bench, error.reason))
        } catch {
            return CheckEnding(.notRun(.bench, "\(error)"))
        }
    }
}
