import Testing

@testable import VirtualBench

struct DeviceRecordTests {
    @Test func escapesWhatWouldEndALine() {
        var record = DeviceRecord(path: "/devices/x", subsystem: "usb")
        record.node = "bus/usb/001/002"
        record.set(property: "NAME", "two\nlines")
        record.set(attribute: "product", #"back\slash"#)
        record.set(attribute: "dev", "189:1")
        record.set(attribute: "serial", nil)
        let expected = """
            P: /devices/x
            N: bus/usb/001/002
            E: SUBSYSTEM=usb
            E: NAME=two lines
            A: product=back\\\\slash\\n
            A: dev=189:1


            """
        #expect(record.text == expected)
    }

    @Test(arguments: [
        ("1-2", "/devices/pci0000:00/0000:00:14.0/usb1/1-2", "2"),
        ("3-1.4.2", "/devices/pci0000:00/0000:00:14.0/usb3/3-1/3-1.4/3-1.4.2", "1.4.2"),
    ])
    func portsAreFolders(text: String, path: String, trail: String) throws {
        let port = try USBPort(text)
        #expect(port.devicePath == path)
        #expect(port.trail == trail)
        #expect("\(port)" == text)
    }

    @Test(arguments: ["", "1", "-1", "1-", "0-1", "1-0", "1-256", "1-1.", "1-.1", "1-1-1", "a-1", "1-a", "100-1"])
    func otherTextIsNoPort(text: String) {
        #expect(throws: BenchError.self) { try USBPort(text) }
    }

    @Test func compositeDevicesListBothInterfaces() throws {
        let identity = USBIdentity(
            vendor: 0x1050,
            product: 0x0407,
            revision: 0x0543,
            manufacturer: "Yubi co",
            serial: "7"
        )
        let records = USBDeviceRecords(
            identity: identity,
            port: try USBPort("1-2"),
            address: USBAddress(bus: 1, device: 5),
            interfaces: [.humanInterface(0), .smartCard(1, name: "CCID")]
        )
        let texts = records.all.map(\.text)
        #expect(texts.count == 3)
        for line in [
            "E: ID_USB_INTERFACES=:030000:0b0000:", "E: PRODUCT=1050/407/543", "E: ID_VENDOR=Yubi_co", "A: serial=7\\n",
            "A: bcdDevice=0543\\n", "A: dev=189:4", "E: ID_SERIAL=Yubi_co_0407_7",
        ] {
            #expect(texts[0].contains(line + "\n"), "\(line)")
        }
        #expect(texts[2].contains("A: interface=CCID\\n"))
        #expect(texts[2].contains("A: bInterfaceNumber=01\\n"))
    }

    @Test func propertyListHasOneStringALine() {
        let list = DriverBundle(library: "/x", models: ReaderModel.all).propertyList
        let strings = list.split(separator: "\n").filter { $0.contains("<string>") }
        #expect(strings.allSatisfy { $0.hasPrefix("<string>") && $0.hasSuffix("</string>") })
        #expect(strings.count == 3 + 3 * ReaderModel.all.count)
    }

    @Test func modelsAreDistinct() {
        let ids = Set(ReaderModel.all.map { [$0.vendor, $0.product] })
        #expect(ids.count == ReaderModel.all.count)
        #expect(Set(ReaderModel.all.map(\.name)).count == ReaderModel.all.count)
    }
}
