import Glibc
import SoftwareAuthenticator

extension Bench {
    /// Plugs a reader in and waits until pcscd has taken it.
    package func plugReader(_ options: ReaderOptions) throws(BenchError) -> VirtualReader {
        guard (1...16).contains(options.slotCount) else { throw BenchError(.request, "a reader has 1 to 16 slots") }
        let port = try choosePort(options.port)
        let interface = USBInterface.smartCard(0, name: options.interfaceName)
        let usb = USBDeviceRecords(
            identity: options.identity,
            port: port,
            address: try chooseAddress(on: port.bus),
            interfaces: [interface]
        )
        let reader = makeReader(nextID("reader"), usb: usb, interface: interface, slotCount: options.slotCount)
        try plug(PluggedDevice(usb: usb, records: usb.all, reader: reader), id: reader.id)
        return reader
    }

    /// Plugs a security key in; with a card in it, it is a composite device whose card is always there.
    package func plugKey(
        _ options: KeyOptions
    ) throws(BenchError) -> (id: String, node: String, port: USBPort, reader: VirtualReader?) {
        let port = try choosePort(options.port)
        let humanInterface = USBInterface.humanInterface(0)
        let cardInterface = options.card.map { _ in USBInterface.smartCard(1, name: options.interfaceName) }
        let usb = USBDeviceRecords(
            identity: options.identity,
            port: port,
            address: try chooseAddress(on: port.bus),
            interfaces: [humanInterface] + (cardInterface.map { [$0] } ?? [])
        )
        // Never twice the same: libumockdev does not forget a node.
        let hid = HIDRecords(usb: usb, interface: humanInterface, number: nextNumber("hidraw") - 1)
        let id = nextID("key")
        let authenticator = options.authenticator ?? SoftwareAuthenticator(model: options.model, faults: options.faults)
        var device = PluggedDevice(usb: usb, records: usb.all + hid.all, nodePath: hid.node)
        device.key = options
        device.key?.authenticator = authenticator
        if let cardInterface {
            let reader = makeReader(id, usb: usb, interface: cardInterface, slotCount: 1)
            if let card = options.card { try reader.slots[0].insert(card) }
            device.reader = reader
        }
        // Before the node is announced: who hears of it may ask at once.
        try testbed.load(ioctls: hid.ioctls, for: hid.node, scratch: "\(folder.path)/ioctls")
        try plug(device, id: id) { testbed throws(BenchError) in
            let answerer: any ReportAnswerer = options.recordedKey ?? authenticator
            return try HIDNode(descriptor: testbed.descriptor(of: hid.node), authenticator: answerer)
        }
        return (id, hid.node, port, device.reader)
    }

    /// Pulls a key and plugs it in again at its port, with what it remembers over a loss of power; it gets a new node.
    package func replugKey(_ id: String) throws(BenchError) -> (id: String, node: String, port: USBPort) {
        guard let device = devices[id], var options = device.key else {
            throw BenchError(.request, "there is no key “\(id)”")
        }
        try unplug(id)
        options.port = device.usb.port
        options.authenticator?.powerCycle()
        let key = try plugKey(options)
        return (key.id, key.node, key.port)
    }

    /// Pulls a device, whatever its clients are doing.
    package func unplug(_ id: String) throws(BenchError) {
        guard let device = devices.removeValue(forKey: id) else { throw BenchError(.request, "there is no “\(id)”") }
        device.node?.unplug()
        for slot in device.reader?.slots ?? [] { slot.unplug() }
        for record in device.records.reversed() { try testbed.announceRemoval(of: record) }
        // pcscd looks the parent up when it hears of the removal; sysfs must not be gone before that.
        if isDaemonRunning {
            for slot in device.reader?.slots ?? [] { _ = slot.waitUntilClosed(within: patience) }
        }
        for record in device.records.reversed() { testbed.remove(record) }
        if let node = device.node { testbed.forget(terminal: node.clientPath) }
        server.unregister(device.usb.address)
    }

    /// The reader or the card face of a key with this id.
    package func reader(_ id: String) throws(BenchError) -> VirtualReader {
        guard let reader = devices[id]?.reader else { throw BenchError(.request, "there is no reader “\(id)”") }
        return reader
    }

    private func plug(
        _ device: PluggedDevice,
        id: String,
        node makeNode: ((Testbed) throws(BenchError) -> HIDNode)? = nil
    ) throws(BenchError) {
        var device = device
        for record in device.records { try testbed.add(record) }
        if let makeNode { device.node = try makeNode(testbed) }
        devices[id] = device
        // pcscd has 16 entries; what does not fit is attached, but is no reader.
        let openSlots = devices.values.flatMap { $0.reader?.slots ?? [] }.count(where: \.isOpen)
        guard isDaemonRunning, let reader = device.reader, openSlots < 16 else { return }
        guard reader.waitUntilSeen(within: patience) else { return }
        for slot in reader.slots { slot.waitUntilNoticed(within: patience) }
    }

    private func makeReader(
        _ id: String,
        usb: USBDeviceRecords,
        interface: USBInterface,
        slotCount: Int
    ) -> VirtualReader {
        let slots = (0..<slotCount).map { _ in ReaderSlot() }
        let description = describe(usb.identity, slotCount: slotCount)
        let entry = IFDServer.Entry(interface: interface.number, description: description, slots: slots)
        server.register(entry, at: usb.address)
        let identity = usb.identity
        let isKnown = ReaderModel.all.contains { $0.vendor == identity.vendor && $0.product == identity.product }
        return VirtualReader(id: id, port: usb.port, slots: slots, isKnownToDaemon: isKnown, address: usb.address)
    }

    /// What the IFD handler is told about a reader; see `TouchstoneIFD.h`.
    private func describe(_ identity: USBIdentity, slotCount: Int) -> IFDFrame {
        func text(_ text: String?) -> [UInt8] {
            let bytes = Array((text ?? "").utf8.prefix(255))
            return [UInt8(bytes.count)] + bytes
        }
        let maximumInput: UInt32 = 65_544
        // Major and minor in the upper half, build number in the lower, from the device's BCD revision.
        let version = UInt32(identity.revision >> 8) << 24 | UInt32(identity.revision & 0xFF) << 16
        let numbers = bigEndian(maximumInput) + bigEndian(version)
        return IFDFrame(.answer, [UInt8(slotCount)] + numbers + text(identity.manufacturer) + text(identity.serial))
    }
}
