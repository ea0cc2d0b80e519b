import DeviceTransport
import Foundation
import Testing

@testable import UdevInventory

extension PreloadedTests {
    /// Reading a made-up `/sys`.
    @Suite struct SnapshotTests {
        private static let key = [
            "idVendor": "1209", "idProduct": "f1d2", "bcdDevice": "0210", "manufacturer": "Touchstone",
            "product": "Model Two", "serial": "TS2-000001", "busnum": "1", "devnum": "7",
        ]

        @Test func emptySystemHasNothing() throws {
            let system = try MadeUpSystem()
            #expect(try KernelInventory.kernelDevices() == [])
            #expect(try KernelInventory.snapshot() == [])
            #expect(FileManager.default.fileExists(atPath: system.root))
        }

        @Test func compositeKeyShowsBothFaces() throws {
            let system = try MadeUpSystem()
            try system.addUSBDevice("1-2.4", Self.key)
            try system.addInterface("1-2.4", 0, class: "03")
            try system.addInterface("1-2.4", 1, class: "0b")
            try system.addHIDRaw(
                3,
                below: "\(MadeUpSystem.host)/1-2.4/1-2.4:1.0",
                descriptor: MadeUpSystem.keyDescriptor
            )
            let usb = USBIdentity(
                vendorID: 0x1209,
                productID: 0xF1D2,
                bcdDevice: 0x0210,
                manufacturer: "Touchstone",
                product: "Model Two",
                serialNumber: "TS2-000001",
                portPath: "1-2.4",
                busNumber: 1,
                deviceNumber: 7
            )
            let path = "/sys/devices/\(MadeUpSystem.host)/1-2.4"
            let hidraw = "\(path)/1-2.4:1.0/0003:1209:F1D0.0003/hidraw/hidraw3"
            let devices = try KernelInventory.snapshot()
            #expect(
                Set(devices) == [
                    AttachedDevice(
                        id: AttachedDevice.ID(rawValue: hidraw),
                        face: .hidraw(node: "/dev/hidraw3"),
                        name: "Touchstone Model Two",
                        usb: usb
                    ),
                    AttachedDevice(
                        id: AttachedDevice.ID(rawValue: "\(path)/1-2.4:1.1"),
                        face: .ccid,
                        name: "Touchstone Model Two",
                        usb: usb
                    ),
                ]
            )
            #expect(devices.count == 2)
        }

        @Test func keyboardIsSeenAndNoKey() throws {
            let system = try MadeUpSystem()
            try system.addUSBDevice("1-1", ["idVendor": "046d", "idProduct": "c31c", "product": "Keyboard"])
            try system.addInterface("1-1", 0, class: "03")
            try system.addHIDRaw(
                0,
                below: "\(MadeUpSystem.host)/1-1/1-1:1.0",
                descriptor: MadeUpSystem.keyboardDescriptor
            )
            #expect(try KernelInventory.snapshot() == [])
            let kernel = try #require(try KernelInventory.kernelDevices().first)
            #expect(kernel.kind == .hidraw(node: "/dev/hidraw0", isFIDO: false))
            #expect(!kernel.isTaggedByRules)
        }

        /// The rules of systemd know keys whose descriptor does not say so.
        @Test func tagOfTheRulesIsEnough() throws {
            let system = try MadeUpSystem()
            try system.addUSBDevice("1-1", Self.key)
            try system.addInterface("1-1", 0, class: "03")
            try system.addHIDRaw(
                0,
                below: "\(MadeUpSystem.host)/1-1/1-1:1.0",
                descriptor: MadeUpSystem.keyboardDescriptor,
                properties: ["ID_FIDO_TOKEN=1"]
            )
            let kernel = try #require(try KernelInventory.kernelDevices().first)
            #expect(kernel.kind == .hidraw(node: "/dev/hidraw0", isFIDO: true))
            #expect(kernel.isTaggedByRules)
            #expect(try KernelInventory.snapshot().count == 1)
        }

        struct Damage: CustomTestStringConvertible {
            let name: String
            let attributes: [String: String]
            let usb: USBIdentity?
            let deviceName: String
            var testDescription: String { name }
        }

        static let damages = [
            Damage(name: "no attributes", attributes: [:], usb: nil, deviceName: "Made-up HID"),
            Damage(
                name: "vendor is no number",
                attributes: ["idVendor": "xyz", "idProduct": "f1d0", "product": "P"],
                usb: nil,
                deviceName: "Made-up HID"
            ),
            Damage(
                name: "vendor is too long",
                attributes: ["idVendor": "12345", "idProduct": "f1d0"],
                usb: nil,
                deviceName: "Made-up HID"
            ),
            Damage(
                name: "everything else is nonsense",
                attributes: [
                    "idVendor": "1209", "idProduct": "f1d0", "bcdDevice": "v2", "busnum": "-", "devnum": "",
                    "manufacturer": "", "product": "  ", "serial": "",
                ],
                usb: USBIdentity(vendorID: 0x1209, productID: 0xF1D0, portPath: "1-1"),
                deviceName: "Made-up HID"
            ),
            Damage(
                name: "product repeats its manufacturer",
                attributes: ["idVendor": "1209", "idProduct": "f1d0", "manufacturer": "Acme", "product": "Acme Key"],
                usb: USBIdentity(
                    vendorID: 0x1209,
                    productID: 0xF1D0,
                    manufacturer: "Acme",
                    product: "Acme Key",
                    portPath: "1-1"
                ),
                deviceName: "Acme Key"
            ),
        ]

        @Test(arguments: damages)
        func damagedAttributesAreTolerated(damage: Damage) throws {
            let system = try MadeUpSystem()
            try system.addUSBDevice("1-1", damage.attributes)
            try system.addInterface("1-1", 0, class: "03")
            try system.addHIDRaw(
                0,
                below: "\(MadeUpSystem.host)/1-1/1-1:1.0",
                descriptor: MadeUpSystem.keyDescriptor,
                name: "Made-up HID"
            )
            let device = try #require(try KernelInventory.snapshot().first)
            #expect(device.usb == damage.usb)
            #expect(device.name == damage.deviceName)
        }

        @Test func keyWithoutUSBHasNoIdentity() throws {
            let system = try MadeUpSystem()
            try system.addHIDRaw(
                9,
                below: "virtual/misc/uhid",
                descriptor: MadeUpSystem.keyDescriptor,
                name: "Virtual key"
            )
            let device = try #require(try KernelInventory.snapshot().first)
            #expect(device.usb == nil)
            #expect(device.name == "Virtual key")
            #expect(device.face == .hidraw(node: "/dev/hidraw9"))
        }

        @Test(arguments: [[], [0x06], [0xC0], Array(repeating: 0xA1, count: 5000)] as [[UInt8]])
        func damagedDescriptorIsNoKey(descriptor: [UInt8]) throws {
            let system = try MadeUpSystem()
            try system.addHIDRaw(0, below: "virtual/misc/uhid", descriptor: descriptor)
            #expect(try KernelInventory.snapshot() == [])
            #expect(try KernelInventory.kernelDevices().count == 1)
        }

        @Test func sixteenReadersKeepTheOrderOfTheirPorts() throws {
            let system = try MadeUpSystem()
            for port in (1...16).reversed() {
                try system.addUSBDevice("1-\(port)", ["idVendor": "08e6", "idProduct": "3437"])
                try system.addInterface("1-\(port)", 0, class: "0b")
            }
            #expect(try KernelInventory.snapshot().compactMap(\.usb?.portPath) == (1...16).map { "1-\($0)" })
        }
    }
}
