/// Where a device is plugged in: bus and the ports on the way to it, as the kernel writes it (`1-2.3`).
package struct USBPort: Hashable, Sendable, CustomStringConvertible {
    let bus: Int
    let ports: [Int]

    init(bus: Int, ports: [Int]) {
        self.bus = bus
        self.ports = ports
    }

    /// - Throws: When `text` is not of the form `1-2.3`.
    package init(_ text: String) throws(BenchError) {
        let halves = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = halves.last?.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) } ?? []
        let ports = numbers.compactMap { $0 }.filter { (1...255).contains($0) }
        guard halves.count == 2, let bus = Int(halves[0]), (1...99).contains(bus), !ports.isEmpty,
            ports.count == numbers.count
        else { throw BenchError(.request, "“\(text)” is no USB port; write it as 1-2 or 1-2.3") }
        self.init(bus: bus, ports: ports)
    }

    package var description: String { "\(bus)-\(trail)" }

    /// The ports alone, as in `devpath`.
    var trail: String { ports.map(String.init).joined(separator: ".") }

    /// The device's folder below `/sys`, each hub on the way a folder of its own.
    var devicePath: String {
        let hubs = ports.indices.map { "\(bus)-\(ports[...$0].map(String.init).joined(separator: "."))" }
        return "/devices/pci0000:00/0000:00:14.0/usb\(bus)/" + hubs.joined(separator: "/")
    }

    /// udev's `ID_PATH`, without the interface.
    var persistentPath: String { "pci-0000:00:14.0-usb-0:\(trail)" }
}
