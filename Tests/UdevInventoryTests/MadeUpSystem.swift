import Foundation

/// A `/sys` in a temporary folder, which libumockdev's preloaded library shows instead of the real ones.
final class MadeUpSystem {
    let root: String
    private let manager = FileManager.default

    /// Also puts it in place for this process.
    init() throws {
        root = NSTemporaryDirectory() + "touchstone-udev-\(UUID().uuidString)"
        for folder in ["sys/bus/usb/devices", "sys/bus/hid/devices", "sys/class/hidraw", "dev"] {
            try manager.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
        }
        setenv("UMOCKDEV_DIR", root, 1)
    }

    deinit {
        try? manager.removeItem(atPath: root)
    }

    /// Adds a device at a path below `/sys/devices`, and what lies in its folder.
    ///
    /// The `uevent` holds its properties, those of udev's database included: libumockdev shows no database.
    func add(
        _ path: String,
        subsystem: String,
        uevent: [String] = [],
        attributes: [String: [UInt8]] = [:]
    ) throws {
        let folder = "\(root)/sys/devices/\(path)"
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try write(Array((uevent.joined(separator: "\n") + "\n").utf8), to: "\(folder)/uevent")
        for (name, bytes) in attributes { try write(bytes, to: "\(folder)/\(name)") }
        let name = String(path.split(separator: "/").last ?? "")
        let up = String(repeating: "../", count: path.split(separator: "/").count + 1)
        let home = subsystem == "hidraw" ? "class/hidraw" : "bus/\(subsystem)"
        try manager.createSymbolicLink(atPath: "\(folder)/subsystem", withDestinationPath: "\(up)\(home)")
        let list = subsystem == "hidraw" ? home : "\(home)/devices"
        let back = String(repeating: "../", count: list.split(separator: "/").count)
        try manager.createSymbolicLink(
            atPath: "\(root)/sys/\(list)/\(name)",
            withDestinationPath: "\(back)devices/\(path)"
        )
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}

extension MadeUpSystem {
    static let host = "pci0000:00/0000:00:14.0/usb1"

    /// The report descriptor of CTAP 2.1, 11.2.8.1.
    static let keyDescriptor: [UInt8] = [
        0x06, 0xD0, 0xF1, 0x09, 0x01, 0xA1, 0x01, 0x09, 0x20, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08, 0x95, 0x40,
        0x81, 0x02, 0x09, 0x21, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08, 0x95, 0x40, 0x91, 0x02, 0xC0,
    ]

    static let keyboardDescriptor: [UInt8] = [
        0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0x05, 0x07, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02, 0xC0,
    ]

    /// A USB device with the attributes given, each as the kernel writes it: with a newline.
    func addUSBDevice(_ port: String, _ attributes: [String: String]) throws {
        let lines = attributes.mapValues { Array("\($0)\n".utf8) }
        try add("\(Self.host)/\(port)", subsystem: "usb", uevent: ["DEVTYPE=usb_device"], attributes: lines)
    }

    func addInterface(_ port: String, _ number: Int, class interfaceClass: String) throws {
        try add(
            "\(Self.host)/\(port)/\(port):1.\(number)",
            subsystem: "usb",
            uevent: ["DEVTYPE=usb_interface"],
            attributes: ["bInterfaceClass": Array("\(interfaceClass)\n".utf8)]
        )
    }

    /// A HID interface with its node; `properties` stand for what udev's rules add.
    func addHIDRaw(
        _ index: Int,
        below parent: String,
        descriptor: [UInt8],
        name: String = "",
        properties: [String] = []
    ) throws {
        let human = "\(parent)/0003:1209:F1D0.000\(index)"
        try add(
            human,
            subsystem: "hid",
            uevent: ["HID_ID=0003:00001209:0000F1D0", "HID_NAME=\(name)"],
            attributes: ["report_descriptor": descriptor]
        )
        try add(
            "\(human)/hidraw/hidraw\(index)",
            subsystem: "hidraw",
            uevent: ["MAJOR=240", "MINOR=\(index)", "DEVNAME=hidraw\(index)"] + properties,
            attributes: ["dev": Array("240:\(index)\n".utf8)]
        )
    }
}
