import BenchInventory
import DeviceTransport
import Octets

/// The devices as a table for people.
struct DeviceTable {
    let survey: BenchSurvey

    var text: String {
        guard !survey.devices.isEmpty else { return "No devices are attached." }
        var columns = TextColumns("#", "DEVICE", "USB", "PORT", "STATE")
        for device in survey.devices {
            let usb = device.usb.map { "\($0.vendorID.fourDigits):\($0.productID.fourDigits)" } ?? "-"
            let states = Self.states(of: device)
            columns.add("\(device.position)", device.name, usb, device.portPath ?? "-", states.first ?? "-")
            for state in states.dropFirst() { columns.add("", "", "", "", state) }
        }
        return columns.text
    }

    /// One line for each face.
    private static func states(of device: BenchDevice) -> [String] {
        var states: [String] = []
        if let node = device.node { states.append("security key, \(node)") }
        for reader in device.readers { states.append(state(of: reader, among: device.readers.count)) }
        switch device.daemonView {
        case .missing: states.append("reader that the PC/SC daemon does not offer")
        case .unknown where device.readers.isEmpty: states.append("reader, not asked: no PC/SC daemon")
        case .listed, .notConcerned, .unknown: break
        }
        return states
    }

    private static func state(of reader: ReaderObservation, among count: Int) -> String {
        let name = count > 1 ? "slot \(reader.name.text.suffix(2))" : "reader"
        let content =
            switch reader.state {
            case .empty: "empty"
            case .card(let answer): "card \(Hex.encode(answer))"
            case .mute: "a card that does not answer"
            case .unavailable: "unavailable"
            }
        return "\(name), \(content)" + (reader.isExclusive ? ", held by another program" : "")
    }
}
