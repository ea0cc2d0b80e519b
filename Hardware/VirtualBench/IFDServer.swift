import CUmockdevTestbed
import Foundation
import Glibc

/// Listens for the IFD handler and hands each connection to the slot it asks for.
final class IFDServer: Sendable {
    /// Where the slots of one USB interface are, and what the handler is told about the reader.
    struct Entry: Sendable {
        let interface: Int
        let description: IFDFrame
        let slots: [ReaderSlot]
    }

    private let listener: Int32
    private let entries = Monitor<[USBAddress: Entry]>([:])

    init(path: String) throws(BenchError) {
        listener = try Self.listen(at: path)
        Thread.startDetached(named: "ifd-accept") { [self] in acceptConnections() }
    }

    func register(_ entry: Entry, at address: USBAddress) {
        entries.withLock { $0[address] = entry }
    }

    func unregister(_ address: USBAddress) {
        entries.withLock { $0[address] = nil }
    }

    private static func listen(at path: String) throws(BenchError) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw BenchError(.failed, "socket: \(describeErrno())") }
        let address = SocketAddress(path)
        let isListening = address?.bind(descriptor) ?? false && Glibc.listen(descriptor, 64) == 0
        guard isListening else {
            let reason = address == nil ? "the path is too long for a socket" : describeErrno()
            close(descriptor)
            throw BenchError(.failed, "cannot listen at \(path): \(reason)")
        }
        return descriptor
    }

    private func acceptConnections() {
        while true {
            let descriptor = descriptors_accept(listener)
            if descriptor < 0 {
                guard errno == EINTR || errno == ECONNABORTED else { return }
                continue
            }
            let connection = Connection(owning: descriptor)
            Thread.startDetached(named: "ifd-slot") { [self] in serve(connection) }
        }
    }

    private func serve(_ connection: Connection) {
        guard let frame = connection.receive(), let hello = IFDHello(frame),
            let entry = entries.withLock({ $0[hello.address] }), entry.interface == hello.interface,
            entry.slots.indices.contains(hello.slot)
        else { return }
        switch hello.purpose {
        case .commands: entry.slots[hello.slot].serveCommands(connection, description: entry.description)
        case .events: entry.slots[hello.slot].serveEvents(connection)
        }
    }
}
