import Glibc

/// State behind a lock that threads can also wait on.
///
/// `Synchronization.Mutex` cannot be waited on, and the thread sanitizer does not know it: it reports each access as a
/// race. This owns the pthread pair instead.
@safe package final class Monitor<State>: @unchecked Sendable {
    /// What a waiting thread makes of the state.
    package enum Step<Result> {
        case done(Result)
        /// Look again after the next ``signal()``, or when the monotonic clock shows this many nanoseconds.
        case wait(until: UInt64?)
    }

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var state: State

    package init(_ state: sending State) {
        self.state = state
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(change, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(change)
        unsafe pthread_mutex_destroy(mutex)
        unsafe change.deallocate()
        unsafe mutex.deallocate()
    }

    package func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Wakes a thread that waits.
    package func signal() {
        unsafe pthread_cond_signal(change)
    }

    /// Wakes every thread that waits.
    package func signalAll() {
        unsafe pthread_cond_broadcast(change)
    }

    /// Looks at the state until it gives a result, and sleeps in between.
    package func wait<Result>(_ look: (inout State) -> Step<Result>) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            switch look(&state) {
            case .done(let result):
                return result
            case .wait(nil):
                unsafe pthread_cond_wait(change, mutex)
            case .wait(let nanoseconds?):
                var wake = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
                unsafe pthread_cond_timedwait(change, mutex, &wake)
            }
        }
    }
}
