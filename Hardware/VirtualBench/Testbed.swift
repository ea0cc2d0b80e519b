import CUmockdevTestbed
import Foundation
import Glibc

/// The made-up `/sys`, `/dev` and udev in which the bench's devices exist.
///
/// Used on one thread: libudev inside libumockdev may overlook a device while another thread looks at `/sys`.
@safe final class Testbed {
    /// The folder that clients find through `UMOCKDEV_DIR`.
    let root: String
    private let handle: OpaquePointer

    /// Whether this process runs under the library that redirects `/sys` and `/dev`.
    static var isPreloaded: Bool { cumockdev_is_preloaded() }

    init() throws(BenchError) {
        guard let handle = unsafe cumockdev_testbed_create(),
            let root = unsafe cumockdev_testbed_copy_root(handle)
        else { throw BenchError(.failed, "libumockdev created no testbed") }
        unsafe self.handle = handle
        self.root = unsafe String(cString: root)
        unsafe free(root)
        Leftovers.shared.add(folder: self.root)
    }

    /// Adds a device and announces it to whoever listens.
    func add(_ record: DeviceRecord) throws(BenchError) {
        try waitForListeners()
        var message: UnsafeMutablePointer<CChar>?
        guard unsafe cumockdev_testbed_add(handle, record.text, &message) else {
            throw BenchError(.failed, "libumockdev refuses \(record.path): \(unsafe Self.take(message))")
        }
    }

    /// Announces that a device goes; it is still there, so that listeners can ask who its parents were.
    func announceRemoval(of record: DeviceRecord) throws(BenchError) {
        try waitForListeners()
        unsafe cumockdev_testbed_announce(handle, "/sys\(record.path)", "remove")
    }

    func remove(_ record: DeviceRecord) {
        unsafe cumockdev_testbed_remove(handle, "/sys\(record.path)")
    }

    /// Answers ioctls on a node from a text in libumockdev's format.
    func load(ioctls: String, for node: String, scratch: String) throws(BenchError) {
        guard FileManager.default.createFile(atPath: scratch, contents: Data(ioctls.utf8)) else {
            throw BenchError(.failed, "cannot write \(scratch)")
        }
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        var message: UnsafeMutablePointer<CChar>?
        guard unsafe cumockdev_testbed_load_ioctls(handle, node, scratch, &message) else {
            throw BenchError(.failed, "libumockdev loads no ioctls for \(node): \(unsafe Self.take(message))")
        }
    }

    /// The bench's end of a device node.
    func descriptor(of node: String) throws(BenchError) -> Int32 {
        let descriptor = unsafe cumockdev_testbed_descriptor(handle, node)
        guard descriptor >= 0 else { throw BenchError(.failed, "libumockdev made no pty for \(node)") }
        return descriptor
    }

    /// Forgets a terminal whose node was unplugged.
    ///
    /// The kernel gives its number to the next one, and libumockdev aborts when it meets a number twice.
    func forget(terminal path: String) {
        unsafe unlink("\(root)/dev/.ptymap/\(path.replacing("/", with: "_"))")
    }

    func destroy() {
        try? FileManager.default.removeItem(atPath: root)
    }

    private static func take(_ message: UnsafeMutablePointer<CChar>?) -> String {
        guard let message = unsafe message else { return "no reason given" }
        defer { unsafe free(message) }
        return unsafe String(cString: message)
    }

    /// Waits until each listener's queue has room for one more event.
    ///
    /// The queues hold about ten events, and libumockdev ends the process when one is full.
    private func waitForListeners() throws(BenchError) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        for name in names where name.hasPrefix("event") {
            let path = "\(root)/\(name)"
            guard EventQueue.waitForRoom(at: path, within: .seconds(10)) else {
                // Its owner is alive but does not read; to lose its events is better than to lose the bench.
                unsafe unlink(path)
                continue
            }
        }
    }
}
