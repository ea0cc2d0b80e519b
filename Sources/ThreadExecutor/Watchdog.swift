import CThreading
import Glibc

/// One thread that knows every deadline in the process and says when one has passed.
///
/// Setting and clearing a deadline costs two uncontended locks; the thread is woken only when the new deadline is
/// earlier than the one it sleeps for.
@safe final class Watchdog: @unchecked Sendable {
    /// Identifies one pending deadline.
    typealias Ticket = DeadlineHeap<@Sendable () -> Void>.Ticket

    static let shared = Watchdog()

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var pending = DeadlineHeap<@Sendable () -> Void>()
    private var nextWake = UInt64.max
    private var isRunning = false

    private init() {
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(change, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    /// Calls `expire` on the watchdog's thread unless ``clear(_:)`` comes first.
    func set(after limit: Duration, expire: @escaping @Sendable () -> Void) -> Ticket {
        let deadline = Self.now() &+ limit.clampedNanoseconds
        return locked {
            let ticket = pending.insert(expire, at: deadline)
            startIfNeeded()
            if deadline < nextWake { unsafe pthread_cond_signal(change) }
            return ticket
        }
    }

    /// Forgets a deadline; `false` when it had passed already.
    @discardableResult
    func clear(_ ticket: Ticket) -> Bool {
        locked { pending.remove(ticket) != nil }
    }

    private func startIfNeeded() {
        guard !isRunning else { return }
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { _ in
                _ = unsafe pthread_setname_np(pthread_self(), "watchdog")
                Watchdog.shared.watch()
            },
            nil
        )
        precondition(code == 0, "the watchdog's thread could not be started (pthread_create returned \(code))")
        pthread_detach(thread)
        isRunning = true
    }

    private func watch() -> Never {
        while true { waitForExpired()() }
    }

    private func waitForExpired() -> @Sendable () -> Void {
        locked {
            while true {
                if let expire = pending.popExpired(at: Self.now()) { return expire }
                nextWake = pending.earliest ?? .max
                sleepUntilNextWake()
            }
        }
    }

    private func sleepUntilNextWake() {
        guard nextWake != .max else {
            unsafe pthread_cond_wait(change, mutex)
            return
        }
        var wake = timespec(tv_sec: Int(nextWake / 1_000_000_000), tv_nsec: Int(nextWake % 1_000_000_000))
        unsafe pthread_cond_timedwait(change, mutex, &wake)
    }

    private static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return body()
    }
}

extension Duration {
    /// Whole nanoseconds, never negative and never more than a year: longer limits mean “for ever” to a bench.
    fileprivate var clampedNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let year: Int64 = 365 * 86_400
        guard seconds < year else { return UInt64(year) * 1_000_000_000 }
        return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
    }
}
