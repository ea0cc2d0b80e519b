import BenchInventory
import DeviceTransport
import Foundation
import Testing

@testable import CapabilityProbe

@Suite struct DeviceFactsTests {
    @Test func tellsNoDeviceFromAnotherOfItsModel() throws {
        let usb = USBIdentity(
            vendorID: 0x08E6,
            productID: 0x3437,
            bcdDevice: 0x0201,
            manufacturer: "Example 9C4B6F3E",
            product: "Twin (9C4B6F3E)",
            serialNumber: "9C4B6F3E",
            portPath: "1-2.4",
            busNumber: 1,
            deviceNumber: 77
        )
        let device = BenchDevice(
            position: 5,
            name: "Example Twin (9C4B6F3E) 00 00",
            kind: .reader,
            usb: usb,
            faces: [AttachedDevice(id: .init(rawValue: "/sys/1-2.4"), face: .ccid, name: "Twin", usb: usb)],
            readers: [],
            daemonView: .missing
        )
        let error = TransportError(
            .deadlineExceeded,
            operation: "SCardConnect",
            subject: "Twin (9C4B6F3E)",
            detail: "gave up after 2 s"
        )
        let facts = DeviceFacts(identity: DeviceIdentity(device), troubles: [Trouble(error, at: .card)])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = try encoder.encode(facts)
        #expect(
            String(decoding: json, as: UTF8.self) == """
                {"identity":{"bcdDevice":"0201","kind":"reader","manufacturer":"Example","name":"Example Twin 00 00",\
                "product":"Twin","productID":"3437","vendorID":"08e6"},"readers":[],\
                "troubles":[{"code":"deadline-exceeded","face":"card","operation":"SCardConnect"}]}
                """
        )
        #expect(try JSONDecoder().decode(DeviceFacts.self, from: json) == facts)
    }
}
