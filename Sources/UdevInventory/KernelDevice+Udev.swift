import CTAPMessages
import DeviceTransport
import Glibc

extension KernelDevice {
    /// Reads a device of subsystem `hidraw` or a USB interface; `nil` for anything else, and for what is half gone.
    init?(_ device: borrowing UdevDevice) {
        guard let path = device.path else { return nil }
        let id = AttachedDevice.ID(rawValue: path)
        switch (device.subsystem, device.type) {
        case ("hidraw", _):
            self.init(hidraw: device, id: id, path: path)
        case ("usb", "usb_interface"):
            self.init(interface: device, id: id)
        default:
            return nil
        }
    }

    private init?(hidraw device: borrowing UdevDevice, id: AttachedDevice.ID, path: String) {
        guard let node = device.node else { return nil }
        let usb = Self.usbIdentity(of: device)
        let isTagged = device.property("ID_FIDO_TOKEN") == "1"
        var name: String?
        var isFIDO = isTagged
        if let humanInterface = device.parent(subsystem: "hid") {
            name = humanInterface.property("HID_NAME").nonEmpty
            isFIDO = isFIDO || humanInterface.path.map(Self.describesKey(at:)) ?? false
        }
        self.init(
            id: id,
            kind: .hidraw(node: node, isFIDO: isFIDO),
            name: usb?.name ?? name ?? node,
            usb: usb,
            isTaggedByRules: isTagged
        )
    }

    private init?(interface device: borrowing UdevDevice, id: AttachedDevice.ID) {
        // The class of a smartcard interface (CCID 1.1, 4.3).
        let smartCardClass: UInt8 = 0x0B
        let interfaceClass = device.attribute("bInterfaceClass").flatMap { UInt8($0, radix: 16) }
        guard interfaceClass == smartCardClass else { return nil }
        let usb = Self.usbIdentity(of: device)
        self.init(
            id: id,
            kind: .ccid(driver: device.driver),
            name: usb?.name ?? device.attribute("interface").nonEmpty ?? id.rawValue,
            usb: usb,
            isTaggedByRules: false
        )
    }

    private static func usbIdentity(of device: borrowing UdevDevice) -> USBIdentity? {
        guard let parent = device.parent(subsystem: "usb", type: "usb_device") else { return nil }
        return USBIdentity(parent)
    }

    /// Whether the report descriptor of a HID device has the usage page of FIDO.
    private static func describesKey(at path: String) -> Bool {
        // Read as a file: libudev takes attributes for text, and this one has zeros in it.
        guard let bytes = readFile("\(path)/report_descriptor", atMost: 4096) else { return false }
        return (try? HIDReportDescriptor(parsing: bytes))?.fido != nil
    }

    private static func readFile(_ path: String, atMost limit: Int) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = Array(repeating: 0 as UInt8, count: limit)
        var length = 0
        while length < limit {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe read(descriptor, buffer.baseAddress?.advanced(by: length), limit - length)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            length += count
        }
        return Array(bytes.prefix(length))
    }
}
