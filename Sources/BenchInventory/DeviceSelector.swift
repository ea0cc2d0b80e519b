/// How a person says which device is meant.
package enum DeviceSelector: Hashable, Sendable {
    /// Its number in the list, from 1.
    case position(Int)
    /// The USB port, as in `1-2.4`.
    case port(String)
    /// A recording in its place.
    case replay(path: String)
    /// Its name or its reader's, or a part of it that no other has.
    case name(String)

    /// Reads what was typed; every text means something.
    package init(_ text: String) {
        let scheme = "replay:"
        if text.hasPrefix(scheme) {
            self = .replay(path: String(text.dropFirst(scheme.count)))
        } else if let position = Int(text), position > 0 {
            self = .position(position)
        } else if PortPath.isWellFormed(text) {
            self = .port(text)
        } else {
            self = .name(text)
        }
    }

    /// The one device that is meant; never the first of several.
    ///
    /// - Throws: ``DeviceSelectionError``; for a recording too, since it stands on no desk.
    package func select(from devices: [BenchDevice]) throws(DeviceSelectionError) -> BenchDevice {
        let matches: [BenchDevice]
        switch self {
        case .position(let position): matches = devices.filter { $0.position == position }
        case .port(let path): matches = devices.filter { $0.portPath == path }
        case .replay: matches = []
        case .name(let name): matches = Self.devices(named: name, in: devices)
        }
        guard let match = matches.first else { throw DeviceSelectionError(self, .nothing, devices) }
        guard matches.count == 1 else { throw DeviceSelectionError(self, .ambiguous, matches) }
        return match
    }

    private static func devices(named name: String, in devices: [BenchDevice]) -> [BenchDevice] {
        guard !name.isEmpty else { return [] }
        let exact = devices.filter { $0.names.contains(name) }
        guard exact.isEmpty else { return exact }
        let part = name.lowercased()
        return devices.filter { $0.names.contains { $0.lowercased().contains(part) } }
    }
}

/// A device that cannot be told from what was typed.
package struct DeviceSelectionError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        case nothing
        case ambiguous
    }

    package let selector: DeviceSelector
    package let reason: Reason
    /// The devices that fit, or all of them when none does.
    package let candidates: [BenchDevice]

    init(_ selector: DeviceSelector, _ reason: Reason, _ candidates: [BenchDevice]) {
        self.selector = selector
        self.reason = reason
        self.candidates = candidates
    }

    package var description: String {
        let list = candidates.map { device in
            "\n  \(device.position)  \(device.name)" + (device.portPath.map { "  at port \($0)" } ?? "")
        }
        return switch reason {
        case .nothing where candidates.isEmpty: "no device is attached"
        case .nothing: "no device \(selector.spelled); attached are:\(list.joined())"
        case .ambiguous: "\(candidates.count) devices \(selector.spelled):\(list.joined())"
        }
    }

    /// What a person can do about it.
    package var remedy: String {
        switch reason {
        case .nothing: "`touchstone devices` lists what is attached"
        case .ambiguous: "name the device by its position or by its port, which stays the same"
        }
    }
}

extension DeviceSelector {
    fileprivate var spelled: String {
        switch self {
        case .position(let position): "at position \(position)"
        case .port(let path): "at port \(path)"
        case .replay(let path): "in the recording \(path)"
        case .name(let name): "with `\(name)` in the name"
        }
    }
}
