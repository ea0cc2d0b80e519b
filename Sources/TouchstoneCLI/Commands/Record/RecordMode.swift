import ArgumentParser

/// What `record` does about recordings that are there already; none is ever overwritten.
enum RecordMode: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Nothing is recorded: what is there is replayed.
    case none
    /// A folder with recordings is replayed, and one without is filled.
    case once
    /// Devices without a recording are recorded, the others replayed.
    case new
    /// Every device is recorded, and one that has a recording is an error.
    case all

    /// Which devices are recorded, by whether each has a recording already.
    func recorded<Device>(_ devices: [Device], hasRecording: (Device) -> Bool) -> [Device] {
        switch self {
        case .none: []
        case .once: devices.contains(where: hasRecording) ? [] : devices
        case .new: devices.filter { !hasRecording($0) }
        case .all: devices
        }
    }
}
