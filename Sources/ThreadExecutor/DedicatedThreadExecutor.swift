import CThreading
import Glibc

/// Runs every job on one thread of its own, so that a blocking call blocks nobody else.
///
/// The cooperative pool is as wide as the machine has cores; two blocked readers would stop a two-core bench. The thread
/// lives until the last reference is gone and the queued jobs have run. It is never joined: a C call that does not come
/// back must not hold up whoever lets go.
package final class DedicatedThreadExecutor: SerialExecutor, TaskExecutor {
    package let name: String
    private let queue: JobQueue
    private let thread: pthread_t

    package init(name: String) throws(ThreadStartError) {
        let queue = JobQueue()
        let start = unsafe Unmanaged.passRetained(ThreadStart(name: name, queue: queue))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let start = unsafe Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
                // The kernel keeps 15 characters and refuses longer names.
                _ = unsafe pthread_setname_np(pthread_self(), String(start.name.prefix(15)))
                start.queue.drain()
                return nil
            },
            start.toOpaque()
        )
        guard code == 0 else {
            unsafe start.release()
            throw ThreadStartError(code: code)
        }
        pthread_detach(thread)
        self.name = name
        self.queue = queue
        self.thread = thread
    }

    deinit {
        queue.stop()
    }

    package var isCurrentThread: Bool { pthread_equal(thread, pthread_self()) != 0 }

    package func enqueue(_ job: consuming ExecutorJob) {
        queue.append(JobQueue.Entry(job: UnownedJob(job), executor: self))
    }

    package func isIsolatingCurrentContext() -> Bool? { isCurrentThread }

    package func checkIsolated() {
        precondition(isCurrentThread, "called off the thread “\(name)”")
    }
}

/// A thread could not be started.
package struct ThreadStartError: Error, Hashable, CustomStringConvertible {
    /// What `pthread_create` returned.
    package let code: Int32

    package var description: String { "no thread could be started (pthread_create returned \(code))" }
}

private final class ThreadStart: Sendable {
    let name: String
    let queue: JobQueue

    init(name: String, queue: JobQueue) {
        self.name = name
        self.queue = queue
    }
}
