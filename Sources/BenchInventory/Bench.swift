package import DeviceTransport

/// Joins what several drivers see into what stands on the desk.
package enum Bench {
    /// The devices in a stable order: by port, those without a port behind them, by name.
    ///
    /// `readers` is `nil` when the PC/SC daemon does not answer, which is something else than a daemon without readers.
    package static func join(udev faces: [AttachedDevice], readers: [ReaderObservation]?) -> [BenchDevice] {
        var groups = Self.groups(faces)
        var homeless: [ReaderObservation] = []
        var undecided: Set<Int> = []
        for reader in readers ?? [] {
            switch owner(of: reader, in: groups) {
            case .one(let index): groups[index].readers.append(reader)
            case .none: homeless.append(reader)
            case .several(let indices):
                homeless.append(reader)
                undecided.formUnion(indices)
            }
        }
        let known = groups.enumerated()
            .map { index, group in
                group.device(daemonAnswers: readers != nil && !undecided.contains(index))
            }
        let others = homeless.map { reader in
            BenchDevice(
                position: 0,
                name: reader.name.withoutSerialNumber,
                kind: .reader,
                usb: nil,
                faces: [],
                readers: [reader],
                daemonView: .listed
            )
        }
        return (known + others).sorted(by: precedes).enumerated().map { $1.at($0 + 1) }
    }

    /// One USB device, or one face that belongs to none.
    private struct Group {
        var faces: [AttachedDevice]
        var readers: [ReaderObservation] = []

        var usb: USBIdentity? { faces.lazy.compactMap(\.usb).first }
        var hasKey: Bool { faces.contains { if case .hidraw = $0.face { true } else { false } } }
        var hasCCID: Bool { faces.contains { $0.face == .ccid } }

        func device(daemonAnswers: Bool) -> BenchDevice {
            let isReader = hasCCID || !readers.isEmpty
            let view: BenchDevice.DaemonView =
                if !readers.isEmpty { .listed } else if !hasCCID { .notConcerned } else if daemonAnswers {
                    .missing
                } else { .unknown }
            return BenchDevice(
                position: 0,
                name: name,
                kind: !hasKey ? .reader : isReader ? .composite : .securityKey,
                usb: usb,
                faces: faces,
                readers: readers.sorted { $0.name.text < $1.name.text },
                daemonView: view
            )
        }

        private var name: String {
            guard let product = usb?.product, !product.isEmpty else {
                return readers.first?.name.product ?? faces.first?.name ?? "unnamed device"
            }
            guard let maker = usb?.manufacturer, !maker.isEmpty, !product.hasPrefix(maker) else { return product }
            return "\(maker) \(product)"
        }
    }

    private enum Owner {
        case one(Int)
        case several([Int])
        case none
    }

    private static func groups(_ faces: [AttachedDevice]) -> [Group] {
        var groups: [Group] = []
        var ports: [String: Int] = [:]
        for face in faces where face.face != .reader {
            if let port = face.usb?.portPath, let index = ports[port] {
                groups[index].faces.append(face)
                continue
            }
            if let port = face.usb?.portPath { ports[port] = groups.count }
            groups.append(Group(faces: [face]))
        }
        for index in groups.indices { groups[index].faces.sort { $0.id.rawValue < $1.id.rawValue } }
        return groups
    }

    /// The surest sign decides: the address on the bus, then the serial number, then the model's name.
    private static func owner(of reader: ReaderObservation, in groups: [Group]) -> Owner {
        if let bus = reader.busNumber, let device = reader.deviceNumber {
            let match = groups.firstIndex { $0.usb?.busNumber == bus && $0.usb?.deviceNumber == device }
            if let match { return .one(match) }
        }
        if let serial = reader.name.serialNumber {
            let matches = groups.indices.filter { groups[$0].usb?.serialNumber == serial }
            if matches.count == 1 { return .one(matches[0]) }
        }
        let matches = groups.indices.filter { groups[$0].hasCCID && isSameModel(groups[$0].usb, reader.name) }
        return switch matches.count {
        case 0: .none
        case 1: .one(matches[0])
        default: .several(matches)
        }
    }

    /// libccid names a reader by a list of its own, which mostly repeats what the device says.
    private static func isSameModel(_ usb: USBIdentity?, _ reader: ReaderName) -> Bool {
        guard let usb, let product = usb.product, !product.isEmpty else { return false }
        if let serial = usb.serialNumber, let other = reader.serialNumber, serial != other { return false }
        let listed = reader.product.lowercased()
        let said = product.lowercased()
        return !listed.isEmpty && (listed.contains(said) || said.contains(listed))
    }

    private static func precedes(_ left: BenchDevice, _ right: BenchDevice) -> Bool {
        switch (left.portPath, right.portPath) {
        case (let left?, let right?) where left != right: PortPath.precedes(left, right)
        case (_?, nil): true
        case (nil, _?): false
        default: (left.name, left.id) < (right.name, right.id)
        }
    }
}
