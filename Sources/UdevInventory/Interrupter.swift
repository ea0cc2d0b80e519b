import DeviceTransport
import Glibc

/// Ends a wait in `poll` from another thread: before the wait too, so that no interruption is lost.
final class Interrupter: Sendable {
    /// Readable once interrupted.
    let descriptor: Int32
    private let trigger: Int32

    init() throws(TransportError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw KernelInventory.failure("pipe") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, trigger) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(trigger)
    }

    func interrupt() {
        var byte: UInt8 = 1
        // Full means interrupted already.
        _ = unsafe write(trigger, &byte, 1)
    }
}
