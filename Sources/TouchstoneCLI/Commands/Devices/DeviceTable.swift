import BenchInventory
import DeviceTransport
import Octets
import TextDocuments

/// The devices as a table for people, eighty columns wide unless a single word is wider.
struct DeviceTable {
    private static let width = 80

    let survey: BenchSurvey

    var text: String {
        guard !survey.devices.isEmpty else { return "No devices are attached." }
        var table = TextTable(header: ["#", "DEVICE", "USB", "PORT", "STATE"], width: .max, hasRule: false)
        for device in survey.devices {
            let usb = device.usb.map { "\($0.vendorID.fourDigits):\($0.productID.fourDigits)" } ?? "-"
            let names = TextTable.wrap(device.name, to: nameWidth)
            let states = Self.states(of: device)
            table.add("\(device.position)", names[0], usb, device.portPath ?? "-", states.first ?? "-")
            for row in 1..<max(names.count, states.count, 1) {
                let (name, state) = (names.dropFirst(row).first, states.dropFirst(row).first)
                table.add("", name ?? "", "", "", state ?? "")
            }
            // An answer to reset has up to sixty-six digits: a column of it would push everything else off the screen.
            for answer in Self.answers(of: device) { table.add(line: "   \(answer)") }
        }
        return table.lines().joined(separator: "\n")
    }

    /// What the other columns leave.
    private var nameWidth: Int {
        let ports = survey.devices.map { $0.portPath?.count ?? 1 }
        let states = survey.devices.flatMap(Self.states).map(\.count)
        let position = "\(survey.devices.count)".count
        let others = position + "0000:0000".count + max("PORT".count, ports.max() ?? 0) + (states.max() ?? 0)
        return max(16, Self.width - others - 4 * 2)
    }

    /// One line for each face.
    private static func states(of device: BenchDevice) -> [String] {
        var states: [String] = []
        if let node = device.node { states.append("security key, \(node)") }
        for reader in device.readers { states.append(state(of: reader, among: device.readers.count)) }
        switch device.daemonView {
        case .missing: states.append("reader that the daemon lacks")
        case .unknown where device.readers.isEmpty: states.append("reader, not asked")
        case .listed, .notConcerned, .unknown: break
        }
        return states
    }

    private static func state(of reader: ReaderObservation, among count: Int) -> String {
        let content =
            switch reader.state {
            case .empty: "empty"
            case .card: "card"
            case .mute: "a card that does not answer"
            case .unavailable: "unavailable"
            }
        return "\(slot(of: reader, among: count)), \(content)" + (reader.isExclusive ? ", held" : "")
    }

    private static func answers(of device: BenchDevice) -> [String] {
        device.readers.compactMap { reader in
            reader.answerToReset.map { answer in
                let slot = device.readers.count > 1 ? slot(of: reader, among: device.readers.count) + " " : ""
                return "\(slot)ATR \(Hex.encode(answer))"
            }
        }
    }

    private static func slot(of reader: ReaderObservation, among count: Int) -> String {
        count > 1 ? "slot \(reader.name.text.suffix(2))" : "reader"
    }
}
