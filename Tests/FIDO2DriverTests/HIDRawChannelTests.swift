import DeviceTransport
import Glibc
import SoftwareAuthenticator
import Testing
import ThreadExecutor

@testable import FIDO2Driver

@Suite(.timeLimit(.minutes(1))) struct HIDRawChannelTests {
    private func open(_ path: String) async throws -> HIDRawChannel {
        let thread = try DeviceThread(name: path)
        return try await thread.run("open") { try HIDRawChannel(opening: path, on: thread, within: .seconds(1)) }
    }

    private func errorOfOpening(_ path: String) async -> TransportError? {
        await #expect(throws: TransportError.self) { _ = try await open(path) }
    }

    @Test func absentNodeIsNoSuchDevice() async throws {
        let error = try #require(await errorOfOpening("/nonexistent/hidraw7"))
        #expect(error == TransportError(.noSuchDevice, operation: "open"))
        #expect(error.original == TransportError.Original(source: "errno", number: Int(ENOENT), name: "ENOENT"))
        #expect(error.subject == "/nonexistent/hidraw7")
    }

    @Test func regularFileIsNoDevice() async throws {
        var template = Array("/tmp/touchstone-XXXXXX".utf8CString)
        let number = mkstemp(&template)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer {
            close(number)
            unlink(path)
        }
        let error = try #require(await errorOfOpening(path))
        #expect(error == TransportError(.unsupported, operation: "open"))
    }

    @Test func folderIsNoDevice() async throws {
        let error = try #require(await errorOfOpening("/tmp"))
        #expect(error.original?.name == "EISDIR")
    }

    @Test func nodeWithoutReportDescriptorIsTakenAtItsWord() async throws {
        let key = try PseudoTerminalKey.plugIn(SoftwareAuthenticator(model: .u2fKey))
        let channel = try await open(key.path)
        #expect(channel.reportDescriptor == nil)
        #expect(channel.name == key.path)
        channel.close()
    }

    @Test(
        arguments: [
            (EACCES, .permissionDenied), (EPERM, .permissionDenied), (ENOENT, .noSuchDevice), (ENXIO, .noSuchDevice),
            (ENODEV, .noSuchDevice), (EIO, .noSuchDevice), (EBUSY, .heldByAnother), (EMFILE, .inputOutput),
            (9999, .inputOutput),
        ] as [(Int32, TransportError.Code)]
    )
    func errorNumbersOfOpening(number: Int32, code: TransportError.Code) {
        let error = TransportError(errno: number, operation: "open", subject: "/dev/hidraw0")
        #expect(error.code == code)
        #expect(error.original?.number == Int(number))
    }

    @Test(
        arguments: [
            (ENODEV, "ENODEV", .deviceRemoved), (EIO, "EIO", .deviceRemoved), (ESHUTDOWN, "ESHUTDOWN", .deviceRemoved),
            (ETIMEDOUT, "ETIMEDOUT", .deadlineExceeded), (EPIPE, "EPIPE", .inputOutput),
        ] as [(Int32, String, TransportError.Code)]
    )
    func errorNumbersOfWriting(number: Int32, name: String, code: TransportError.Code) {
        let error = TransportError(errno: number, operation: "write", subject: "/dev/hidraw0")
        #expect(error.code == code)
        #expect(error.original?.name == name)
    }

    @Test func unpluggedKeyIsRemoved() async throws {
        let key = try PseudoTerminalKey.plugIn(SoftwareAuthenticator(model: .level2Key))
        let channel = try await open(key.path)
        key.unplug()
        #expect(throws: TransportError(.deviceRemoved, operation: "read")) {
            try channel.read(within: .seconds(5))
        }
        #expect(throws: TransportError(.deviceRemoved, operation: "write")) {
            try channel.write(Array(repeating: 0, count: 64), within: .seconds(5))
        }
        channel.close()
    }

    @Test func unpluggingEndsAPendingRead() async throws {
        let key = try PseudoTerminalKey.plugIn(SoftwareAuthenticator(model: .level2Key))
        let channel = try await open(key.path)
        let thread = try DeviceThread(name: "pending")
        let clock = ContinuousClock()
        let start = clock.now
        let read = Task { try await thread.run("read") { try channel.read(within: .seconds(10)) } }
        try await Task.sleep(for: .milliseconds(50))
        key.unplug()
        await #expect(throws: TransportError(.deviceRemoved, operation: "read")) { try await read.value }
        #expect(clock.now - start < .seconds(2))
        channel.close()
    }

    @Test func closingDuringAReadHarmsNobody() async throws {
        let key = try PseudoTerminalKey.plugIn(SoftwareAuthenticator(model: .level2Key))
        let channel = try await open(key.path)
        let thread = try DeviceThread(name: "pending")
        let read = Task { try await thread.run("read") { try channel.read(within: .milliseconds(200)) } }
        try await Task.sleep(for: .milliseconds(50))
        channel.close()
        #expect(try await read.value == nil)
        #expect(throws: TransportError(.deviceRemoved, operation: "read")) { try channel.read(within: .zero) }
        #expect(openDescriptors(of: key.path) == 1)
    }
}

/// How many descriptors of this process lead to a file.
func openDescriptors(of path: String) -> Int {
    guard let folder = opendir("/proc/self/fd") else { return -1 }
    defer { closedir(folder) }
    var count = 0
    while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        var target = Array(repeating: 0 as CChar, count: 256)
        let length = readlink("/proc/self/fd/\(name)", &target, target.count)
        let bytes = target.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
        if String(decoding: bytes, as: UTF8.self) == path { count += 1 }
    }
    return count
}
