import Foundation
import Glibc

extension Thread {
    /// Starts a thread that ends with `body`.
    static func startDetached(named name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = name
        thread.start()
    }
}

/// What the last failed system call said.
func describeErrno(_ number: Int32 = errno) -> String {
    unsafe String(cString: strerror(number))
}
