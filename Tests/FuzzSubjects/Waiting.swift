import Dispatch
import Synchronization

/// Waits for work that is asynchronous, on a thread that is not of the pool: a fuzzer calls and wants to be done.
func waiting(for work: @escaping @Sendable () async -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task {
        await work()
        done.signal()
    }
    done.wait()
}
