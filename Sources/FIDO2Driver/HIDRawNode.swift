import CTAPMessages
import DeviceTransport
import Glibc

/// The system calls on a hidraw node, one place each.
///
/// All of them retry after a signal, and all waits end at an absolute time.
enum HIDRawNode {
    /// What a system call gives: its result, or the error number of that moment.
    enum Outcome<Value> {
        case value(Value)
        case failure(Int32)
    }

    /// Opens without becoming the terminal's owner, should the node be one.
    static func open(_ path: String) -> Outcome<Int32> {
        retrying { unsafe Glibc.open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    }

    static func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Outcome<Int> {
        unsafe bytes.withUnsafeBytes { buffer in
            retrying { unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count) }
        }
    }

    static func read(_ descriptor: Int32, atMost count: Int) -> Outcome<[UInt8]> {
        var buffer = Array(repeating: 0 as UInt8, count: count)
        let outcome: Outcome<Int> = unsafe buffer.withUnsafeMutableBytes { buffer in
            retrying { unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
        }
        switch outcome {
        case .value(let length): return .value(Array(buffer.prefix(length)))
        case .failure(let number): return .failure(number)
        }
    }

    /// Waits for an event until the deadline; no events means that it has passed.
    static func poll(_ descriptor: Int32, for events: Int32, until deadline: ContinuousClock.Instant) -> Outcome<Int32>
    {
        var entry = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
        while true {
            let count = unsafe Glibc.poll(&entry, 1, milliseconds(until: deadline))
            let number = errno
            if count > 0 { return .value(Int32(entry.revents)) }
            if count < 0, number != EINTR { return .failure(number) }
            // Woken by a signal, or a moment too early: the clock decides.
            if ContinuousClock.now >= deadline { return .value(0) }
        }
    }

    /// Whether the node is a character device at all.
    static func isCharacterDevice(_ descriptor: Int32) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
    }

    /// Whether it is a terminal, as the nodes of a test bench are: a stream that knows no reports.
    static func isStream(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// `HIDIOCGRDESCSIZE` and `HIDIOCGRDESC`; `nil` where the node does not answer them.
    static func reportDescriptor(_ descriptor: Int32) -> [UInt8]? {
        let readSize: UInt = 0x8004_4801
        let readDescriptor: UInt = 0x9004_4802
        let capacity = 4096
        var size: Int32 = 0
        guard unsafe ioctl(descriptor, readSize, &size) >= 0, size > 0, size <= capacity else { return nil }
        // struct hidraw_report_descriptor: the size in front, then as much room as any descriptor needs.
        let header = MemoryLayout<Int32>.size
        var record = Array(repeating: 0 as UInt8, count: header + capacity)
        let isRead = unsafe record.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return false }
            unsafe buffer.storeBytes(of: size, as: Int32.self)
            return unsafe ioctl(descriptor, readDescriptor, start) >= 0
        }
        return isRead ? Array(record[header..<header + Int(size)]) : nil
    }

    /// Whole milliseconds, rounded up, so that a wait never ends before its time.
    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = deadline - .now
        guard left > .zero else { return 0 }
        let (seconds, attoseconds) = left.components
        guard seconds < 86_400 else { return 86_400_000 }
        return Int32(seconds) * 1000 + Int32((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    private static func retrying<Number: FixedWidthInteger & SignedInteger>(_ call: () -> Number) -> Outcome<Number> {
        while true {
            let result = call()
            let number = errno
            if result >= 0 { return .value(result) }
            if number != EINTR { return .failure(number) }
        }
    }
}
