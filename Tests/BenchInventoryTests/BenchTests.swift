import DeviceTransport
import Testing

@testable import BenchInventory

@Suite struct BenchTests {
    static func key(_ port: String, device: Int, serial: String? = nil) -> AttachedDevice {
        face(.hidraw(node: "/dev/hidraw\(device)"), port, device, serial)
    }

    static func ccid(_ port: String, device: Int, serial: String? = nil) -> AttachedDevice {
        face(.ccid, port, device, serial)
    }

    private static func face(
        _ face: AttachedDevice.Face,
        _ port: String,
        _ device: Int,
        _ serial: String?
    ) -> AttachedDevice {
        let usb = USBIdentity(
            vendorID: 0x1209,
            productID: 1,
            manufacturer: "Example",
            product: "Example Key",
            serialNumber: serial,
            portPath: port,
            busNumber: 1,
            deviceNumber: device
        )
        return AttachedDevice(id: .init(rawValue: "/sys/\(port)/\(face)"), face: face, name: "Example Key", usb: usb)
    }

    static let atr: [UInt8] = [0x3B, 0x00]

    @Test func joinsTheFacesOfOneKey() throws {
        let readers = [
            ReaderObservation(
                name: "Example Key [CCID] 00 00",
                state: .card(answerToReset: Self.atr),
                eventCount: 3,
                busNumber: 1,
                deviceNumber: 7
            )
        ]
        let devices = Bench.join(udev: [Self.ccid("1-2", device: 7), Self.key("1-2", device: 7)], readers: readers)
        let device = try #require(devices.first)
        #expect(devices.count == 1)
        #expect(device.kind == .composite)
        #expect(device.position == 1)
        #expect(device.name == "Example Key")
        #expect(device.node == "/dev/hidraw7")
        #expect(device.faces.count == 2)
        #expect(device.readers.map(\.answerToReset) == [Self.atr])
        #expect(device.daemonView == .listed)
    }

    struct Ownership: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let reader: ReaderObservation
        let port: String?
    }

    @Test(
        arguments: [
            Ownership(
                testDescription: "by address, against the serial number",
                reader: ReaderObservation(
                    name: "Other (AAA) 00 00",
                    state: .empty,
                    busNumber: 1,
                    deviceNumber: 8
                ),
                port: "1-3"
            ),
            Ownership(
                testDescription: "by serial number",
                reader: ReaderObservation(name: "Other [CCID] (AAA) 00 00", state: .empty),
                port: "1-2"
            ),
            Ownership(
                testDescription: "by serial number where the address is nobody's",
                reader: ReaderObservation(name: "Other (BBB) 00 00", state: .empty, busNumber: 9, deviceNumber: 9),
                port: "1-3"
            ),
            Ownership(
                testDescription: "not by the name of two",
                reader: ReaderObservation(name: "Example Key 00 00", state: .empty),
                port: nil
            ),
            Ownership(
                testDescription: "not by a strange name",
                reader: ReaderObservation(name: "Something Else 00 00", state: .empty),
                port: nil
            ),
            Ownership(
                testDescription: "not by the name when the serial number contradicts",
                reader: ReaderObservation(name: "Example Key (CCC) 00 00", state: .empty),
                port: nil
            ),
        ]
    )
    func findsTheOwnerOfAReader(_ row: Ownership) throws {
        let faces = [Self.ccid("1-2", device: 7, serial: "AAA"), Self.ccid("1-3", device: 8, serial: "BBB")]
        let devices = Bench.join(udev: faces, readers: [row.reader])
        let owner = try #require(devices.first { !$0.readers.isEmpty })
        #expect(owner.portPath == row.port)
        #expect(devices.count == (row.port == nil ? 3 : 2))
    }

    @Test func takesTheNameOfTheOnlyOne() throws {
        let reader = ReaderObservation(name: "EXAMPLE KEY CCID 01 00", state: .empty)
        let devices = Bench.join(udev: [Self.ccid("1-2", device: 7)], readers: [reader])
        #expect(devices.map(\.daemonView) == [.listed])
        #expect(devices.first?.kind == .reader)
    }

    @Test func twoSlotsAreOneReader() {
        let readers = ["Example Key 00 01", "Example Key 00 00"].map { ReaderObservation(name: $0, state: .empty) }
        let devices = Bench.join(udev: [Self.ccid("1-2", device: 7)], readers: readers)
        #expect(devices.map { $0.readers.map(\.name.suffix) } == [["00 00", "00 01"]])
    }

    @Test func saysWhatTheDaemonMisses() {
        let face = Self.ccid("1-2", device: 7)
        #expect(Bench.join(udev: [face], readers: []).map(\.daemonView) == [.missing])
        #expect(Bench.join(udev: [face], readers: nil).map(\.daemonView) == [.unknown])
        #expect(Bench.join(udev: [Self.key("1-2", device: 7)], readers: []).map(\.daemonView) == [.notConcerned])
        // Two of a kind and one reader for them: nobody can say which one is missing.
        let twins = [face, Self.ccid("1-3", device: 8)]
        let reader = ReaderObservation(name: "Example Key 00 00", state: .empty)
        #expect(Bench.join(udev: twins, readers: [reader]).map(\.daemonView) == [.unknown, .unknown, .listed])
    }

    @Test func orderDoesNotDependOnTheInput() {
        let faces = ["2-1", "1-10", "1-2", "1-2.10", "1-2.9"].enumerated().map { Self.key($1, device: $0) }
        let readers = ["Virtual B 00 00", "Virtual A 00 00"].map { ReaderObservation(name: $0, state: .empty) }
        let wanted = ["1-2", "1-2.9", "1-2.10", "1-10", "2-1", "Virtual A 00 00", "Virtual B 00 00"]
        for rotation in faces.indices {
            let turned = Array(faces[rotation...] + faces[..<rotation])
            let devices = Bench.join(udev: turned, readers: rotation.isMultiple(of: 2) ? readers : readers.reversed())
            #expect(devices.map(\.id) == wanted)
            #expect(devices.map(\.position) == Array(1...7))
        }
    }

    @Test func aKeyWithoutUSBStandsAlone() {
        let faces = ["/sys/b", "/sys/a"]
            .map { id in
                AttachedDevice(id: .init(rawValue: id), face: .hidraw(node: "/dev/\(id)"), name: "uhid", usb: nil)
            }
        let devices = Bench.join(udev: faces, readers: [])
        #expect(devices.map(\.id) == ["/sys/a", "/sys/b"])
        #expect(devices.map(\.name) == ["uhid", "uhid"])
    }

    @Test func sixteenReadersAndEightKeysStaySeparate() {
        let keys = (1...8).map { Self.key("1-\($0)", device: $0) }
        let readers = (0..<16)
            .map { index in
                ReaderObservation(name: "Virtual Reader \(index < 10 ? "0" : "")\(index) 00", state: .empty)
            }
        let devices = Bench.join(udev: keys, readers: readers)
        #expect(devices.count == 24)
        #expect(devices.prefix(8).allSatisfy { $0.kind == .securityKey })
        #expect(Set(devices.map(\.id)).count == 24)
    }
}
