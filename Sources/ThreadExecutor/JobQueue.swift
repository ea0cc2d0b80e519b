import CThreading
import Glibc

/// Jobs that wait for one thread.
///
/// `Synchronization.Mutex` has no condition variable, so this owns the pthread pair itself.
@safe final class JobQueue: @unchecked Sendable {
    struct Entry {
        let job: UnownedJob
        let executor: DedicatedThreadExecutor
    }

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let arrival = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var entries: [Entry] = []
    private var isStopped = false

    init() {
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(arrival, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(arrival)
        unsafe pthread_mutex_destroy(mutex)
        unsafe arrival.deallocate()
        unsafe mutex.deallocate()
    }

    func append(_ entry: Entry) {
        locked {
            entries.append(entry)
            unsafe pthread_cond_signal(arrival)
        }
    }

    func stop() {
        locked {
            isStopped = true
            unsafe pthread_cond_signal(arrival)
        }
    }

    /// Runs jobs in the order of their arrival until stopped, then those that are left.
    func drain() {
        while let batch = nextBatch() {
            for entry in batch {
                unsafe entry.job.runSynchronously(
                    isolatedTo: entry.executor.asUnownedSerialExecutor(),
                    taskExecutor: entry.executor.asUnownedTaskExecutor()
                )
            }
        }
    }

    private func nextBatch() -> [Entry]? {
        locked {
            while entries.isEmpty, !isStopped { unsafe pthread_cond_wait(arrival, mutex) }
            guard !entries.isEmpty else { return nil }
            defer { entries = [] }
            return entries
        }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return body()
    }
}
