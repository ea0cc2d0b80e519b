import CTAPMessages
import Octets

/// What sysfs and udev's database hold about the HID face of a security key.
struct HIDRecords: Sendable {
    let usb: USBDeviceRecords
    let interface: USBInterface
    /// The number in `/dev/hidrawN`.
    let number: Int

    var node: String { "/dev/hidraw\(number)" }

    /// The records, parents first.
    var all: [DeviceRecord] { [human, raw] }

    private var humanPath: String {
        let identity = usb.identity
        let ids = "\(identity.vendor.hex):\(identity.product.hex)".uppercased()
        return "\(usb.path(of: interface))/0003:\(ids).\(UInt16(truncatingIfNeeded: number + 1).hex.uppercased())"
    }

    private var human: DeviceRecord {
        let identity = usb.identity
        var record = DeviceRecord(path: humanPath, subsystem: "hid")
        let name = [identity.manufacturer, identity.productName].compactMap { $0 }.joined(separator: " ")
        record.set(property: "DRIVER", "hid-generic")
        record.set(property: "HID_ID", "0003:0000\(identity.vendor.hex):0000\(identity.product.hex)".uppercased())
        record.set(property: "HID_NAME", name)
        record.set(property: "HID_PHYS", "usb-0000:00:14.0-\(usb.port.trail)/input\(interface.number)")
        record.set(property: "HID_UNIQ", identity.serial ?? "")
        record.binaryAttributes.append(
            ("report_descriptor", Hex.encode(HIDReportDescriptor.securityKey).uppercased())
        )
        return record
    }

    private var raw: DeviceRecord {
        var record = DeviceRecord(path: "\(humanPath)/hidraw/hidraw\(number)", subsystem: "hidraw")
        record.node = "hidraw\(number)"
        record.set(property: "DEVNAME", node)
        record.set(property: "MAJOR", "240")
        record.set(property: "MINOR", "\(number)")
        // systemd's 60-fido-id.rules sets both after reading the report descriptor.
        record.set(property: "ID_FIDO_TOKEN", "1")
        record.set(property: "ID_SECURITY_TOKEN", "1")
        record.set(property: "ID_PATH", "\(usb.port.persistentPath):1.\(interface.number)")
        record.set(attribute: "dev", "240:\(number)")
        return record
    }

    /// The answers to the hidraw ioctls that libfido2 and udev ask, in libumockdev's format.
    var ioctls: String {
        let descriptor = HIDReportDescriptor.securityKey
        let size = Hex.encode(littleEndian(UInt32(descriptor.count)))
        // struct hidraw_report_descriptor has room for 4096 bytes.
        let padding = [UInt8](repeating: 0, count: 4096 - descriptor.count)
        let identity = littleEndian(usb.identity.vendor) + littleEndian(usb.identity.product)
        return """
            @DEV \(node)
            HIDIOCGRDESCSIZE 0 \(size.uppercased())
            HIDIOCGRDESC 0 \((size + Hex.encode(descriptor + padding)).uppercased())
            HIDIOCGRAWINFO 0 \(Hex.encode(littleEndian(UInt32(3)) + identity).uppercased())

            """
    }
}

private func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    bigEndian(number).reversed()
}
