/// What sysfs and udev's database hold about one USB device and its interfaces.
struct USBDeviceRecords: Sendable {
    let identity: USBIdentity
    let port: USBPort
    let address: USBAddress
    let interfaces: [USBInterface]

    /// The device's folder below `/sys`.
    var path: String { port.devicePath }

    func path(of interface: USBInterface) -> String { "\(path)/\(port):1.\(interface.number)" }

    /// The records, parents first: the order in which a kernel announces them.
    var all: [DeviceRecord] { [device] + interfaces.map(record) }

    private var device: DeviceRecord {
        var record = DeviceRecord(path: path, subsystem: "usb")
        // usb_device nodes are numbered 128 to a bus.
        let minor = (address.bus - 1) * 128 + address.device - 1
        record.node = address.node
        record.set(property: "DEVTYPE", "usb_device")
        record.set(property: "DEVNAME", "/dev/\(address.node)")
        record.set(property: "DRIVER", "usb")
        record.set(property: "MAJOR", "189")
        record.set(property: "MINOR", "\(minor)")
        record.set(property: "BUSNUM", padded(address.bus))
        record.set(property: "DEVNUM", padded(address.device))
        setIdentityProperties(in: &record)
        record.set(property: "ID_PATH", port.persistentPath)
        record.set(property: "ID_PATH_TAG", port.persistentPath.map { "-_:.".contains($0) ? "_" : "\($0)" }.joined())
        record.set(attribute: "dev", "189:\(minor)")
        record.set(attribute: "busnum", "\(address.bus)")
        record.set(attribute: "devnum", "\(address.device)")
        record.set(attribute: "devpath", port.trail)
        record.set(attribute: "idVendor", identity.vendor.hex)
        record.set(attribute: "idProduct", identity.product.hex)
        record.set(attribute: "bcdDevice", identity.revision.hex)
        record.set(attribute: "bDeviceClass", "00")
        record.set(attribute: "bNumInterfaces", " \(interfaces.count)")
        record.set(attribute: "speed", "12")
        record.set(attribute: "version", " 2.00")
        record.set(attribute: "manufacturer", identity.manufacturer)
        record.set(attribute: "product", identity.productName)
        record.set(attribute: "serial", identity.serial)
        return record
    }

    /// What udev's `usb_id` derives from the descriptors.
    private func setIdentityProperties(in record: inout DeviceRecord) {
        let vendor = identity.manufacturer.map(Self.udevName) ?? identity.vendor.hex
        let model = identity.productName.map(Self.udevName) ?? identity.product.hex
        let serial = identity.serial.map(Self.udevName)
        let interfaceList = interfaces.map { ":" + hex($0.deviceClass) + hex($0.subclass) + hex($0.protocolCode) }
        record.set(property: "ID_BUS", "usb")
        record.set(property: "ID_VENDOR", vendor)
        record.set(property: "ID_VENDOR_ID", identity.vendor.hex)
        record.set(property: "ID_MODEL", model)
        record.set(property: "ID_MODEL_ID", identity.product.hex)
        record.set(property: "ID_REVISION", identity.revision.hex)
        record.set(property: "ID_SERIAL", ([vendor, model] + (serial.map { [$0] } ?? [])).joined(separator: "_"))
        record.set(property: "ID_SERIAL_SHORT", serial)
        record.set(property: "ID_USB_INTERFACES", interfaceList.joined() + ":")
        record.set(property: "PRODUCT", product)
        record.set(property: "TYPE", "0/0/0")
    }

    private func record(_ interface: USBInterface) -> DeviceRecord {
        var record = DeviceRecord(path: path(of: interface), subsystem: "usb")
        let codes = [interface.deviceClass, interface.subclass, interface.protocolCode]
        record.set(property: "DEVTYPE", "usb_interface")
        record.set(property: "DRIVER", interface.deviceClass == 0x03 ? "usbhid" : "usbfs")
        record.set(property: "INTERFACE", codes.map { "\($0)" }.joined(separator: "/"))
        record.set(property: "PRODUCT", product)
        record.set(property: "TYPE", "0/0/0")
        record.set(attribute: "bInterfaceNumber", hex(UInt8(interface.number)))
        record.set(attribute: "bInterfaceClass", hex(interface.deviceClass))
        record.set(attribute: "bInterfaceSubClass", hex(interface.subclass))
        record.set(attribute: "bInterfaceProtocol", hex(interface.protocolCode))
        record.set(attribute: "bAlternateSetting", " 0")
        record.set(attribute: "interface", interface.name)
        return record
    }

    /// Vendor, product and revision without leading zeros, as the kernel writes them.
    private var product: String {
        [identity.vendor, identity.product, identity.revision].map { String($0, radix: 16) }.joined(separator: "/")
    }

    /// udev keeps letters, digits and a few signs, and turns the rest into underscores.
    private static func udevName(_ text: String) -> String {
        let kept = text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "#+-.:=@_/".contains($0)) ? "\($0)" : "_" }
        return kept.joined()
    }
}

private func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
}

private func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
}
