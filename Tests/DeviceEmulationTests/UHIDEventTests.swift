import CTAPMessages
import DeviceTransport
import Testing

@testable import DeviceEmulation

@Suite("uhid")
struct UHIDEventTests {
    /// `struct uhid_create2_req` by its offsets in `linux/uhid.h`.
    @Test func aDeviceIntroducesItself() {
        let device = UHIDDevice(
            name: "Example Key",
            vendor: 0x1209,
            product: 0xF1D2,
            version: 0x0543,
            reportDescriptor: HIDReportDescriptor.securityKey
        )
        let bytes = UHIDEvent.create(device).encoded
        #expect(bytes.count == 4 + 276 + HIDReportDescriptor.securityKey.count)
        #expect(bytes[..<4] == [11, 0, 0, 0])
        #expect(Array(bytes[4..<15]) == Array("Example Key".utf8) && bytes[15..<260].allSatisfy { $0 == 0 })
        #expect(bytes[260..<264] == [UInt8(HIDReportDescriptor.securityKey.count), 0, 3, 0])
        #expect(bytes[264..<276] == [0x09, 0x12, 0, 0, 0xD2, 0xF1, 0, 0, 0x43, 0x05, 0, 0])
        #expect(bytes[276..<284] == [0, 0, 0, 0] + HIDReportDescriptor.securityKey.prefix(4))
    }

    @Test func aNameTooLongIsCut() {
        let name = String(repeating: "x", count: 300)
        let device = UHIDDevice(name: name, vendor: 0, product: 0, version: 0, reportDescriptor: [])
        #expect(device.encoded.count == 276)
        #expect(device.encoded[127] == 0)
    }

    @Test(arguments: [
        (UHIDEvent.destroy, [1, 0, 0, 0]),
        (.input([0xAA, 0xBB]), [12, 0, 0, 0, 2, 0, 0xAA, 0xBB]),
        (.noReport(request: 7), [10, 0, 0, 0, 7, 0, 0, 0, 5, 0, 0, 0]),
        (.notSet(request: 0x0102), [14, 0, 0, 0, 2, 1, 0, 0, 5, 0]),
    ])
    func eventsAreAsTheHeaderHasThem(_ event: UHIDEvent, _ bytes: [UInt8]) {
        #expect(event.encoded == bytes)
    }

    @Test func whatAHostWroteIsRead() {
        let report = [UInt8](1...64)
        let body = [0] + report + [UInt8](repeating: 0, count: 4096 - 65)
        #expect(UHIDRequest([6, 0, 0, 0] + body + [65, 0, 1]) == .output([0] + report))
        #expect(UHIDRequest([6, 0, 0, 0] + body + [1, 0x10, 1]) == nil)
        #expect(UHIDRequest([9, 0, 0, 0, 3, 0, 0, 0, 1, 0]) == .getReport(request: 3))
        #expect(UHIDRequest([13, 0, 0, 0, 4, 0, 0, 0]) == .setReport(request: 4))
        for type in [UInt8(2), 3, 4, 5] { #expect(UHIDRequest([type, 0, 0, 0]) == .notice(type: UInt32(type))) }
    }

    /// Every prefix of an event is none, or the shorter event that it is; nothing traps.
    @Test func whatEndsEarlyIsNothing() {
        let whole: [UInt8] = [6, 0, 0, 0] + [UInt8](repeating: 0, count: 4096) + [65, 0, 1]
        for count in 0..<whole.count - 1 { #expect(UHIDRequest(Array(whole.prefix(count))) == nil) }
        for count in 0..<8 { #expect(UHIDRequest(Array([9, 0, 0, 0, 1, 0, 0, 0].prefix(count))) == nil) }
    }

    @Test func aKernelWithoutItIsAnError() {
        #expect(throws: TransportError(.unsupported, operation: "open")) { try UHIDNode(path: "/nonexistent/uhid") }
    }
}
