import Glibc
import Synchronization

/// Owns the file descriptor of a device node, and closes it once nobody uses it.
///
/// A call that does not come back keeps the descriptor it was given; closing it under that call would let the kernel
/// hand the number to someone else.
final class NodeDescriptor: Sendable {
    private struct State {
        var users = 0
        var isClosing = false
    }

    private let number: Int32
    private let state = Mutex(State())

    /// Takes over an open descriptor.
    init(owning number: Int32) {
        self.number = number
    }

    deinit {
        if !state.withLock({ $0.isClosing }) { Glibc.close(number) }
    }

    /// Lends the number for the length of the call; `nil` once closed.
    func use<Value, Failure: Error>(_ body: (Int32) throws(Failure) -> Value) throws(Failure) -> Value? {
        let isOpen = state.withLock { state in
            if !state.isClosing { state.users += 1 }
            return !state.isClosing
        }
        guard isOpen else { return nil }
        defer { leave() }
        return try body(number)
    }

    /// Closes now, or when the last user leaves.
    func close() {
        let isLast = state.withLock { state in
            defer { state.isClosing = true }
            return !state.isClosing && state.users == 0
        }
        if isLast { Glibc.close(number) }
    }

    private func leave() {
        let isLast = state.withLock { state in
            state.users -= 1
            return state.isClosing && state.users == 0
        }
        if isLast { Glibc.close(number) }
    }
}
