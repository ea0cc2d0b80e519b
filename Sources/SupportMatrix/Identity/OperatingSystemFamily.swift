/// The make of an operating system, as `build.yaml` and an edition name it.
///
/// An open set: an edition may name a family that nobody has met yet, and a build may run one that no edition names.
package struct OperatingSystemFamily: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let windows = Self(rawValue: "windows")
    package static let macOS = Self(rawValue: "macos")
    package static let iPadOS = Self(rawValue: "ipados")
    package static let linux = Self(rawValue: "linux")
    package static let chromeOS = Self(rawValue: "chromeos")
    package static let android = Self(rawValue: "android")

    /// The vendor's spelling, or the raw value for a family that has none here.
    package var name: String {
        switch self {
        case .windows: "Windows"
        case .macOS: "macOS"
        case .iPadOS: "iPadOS"
        case .linux: "Linux"
        case .chromeOS: "ChromeOS"
        case .android: "Android"
        default: rawValue
        }
    }
}
