package import StrictYAML

/// The operating system of the build, as far as a warranty asks.
///
/// The Windows edition id is what tells an Enterprise kiosk from an IoT Enterprise one; "Windows 11 24H2" alone does not.
package struct OperatingSystem: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case family, release
        case displayVersion = "display-version"
        case build
        case editionID = "edition-id"
        case architecture
        case servicingChannel = "servicing-channel"
        case sMode = "s-mode"
        case shell

        /// What only Windows has.
        static let windowsOnly: [Self] = [.displayVersion, .editionID, .servicingChannel, .sMode, .shell]
    }

    package enum Family: String, CaseIterable, Sendable {
        case windows, macos, ipados, linux, chromeos, android
    }

    package enum Architecture: String, CaseIterable, Sendable {
        case x86_64 = "x86-64"
        case arm64, x86
    }

    package enum ServicingChannel: String, CaseIterable, Sendable {
        case generalAvailability = "general-availability"
        case longTerm = "ltsc"
    }

    /// What a person sees instead of the desktop.
    package enum Shell: String, CaseIterable, Sendable {
        case desktop
        case assignedAccessSingleApp = "assigned-access-single-app"
        case assignedAccessMultiApp = "assigned-access-multi-app"
        case shellLauncher = "shell-launcher"
    }

    package let family: Located<Family>
    /// The product's number: 11 for Windows 11, 17.5 for iPadOS 17.5.
    package let release: Located<Version>?
    package let displayVersion: Located<WindowsDisplayVersion>?
    /// The build and, behind the dot, its revision: 26100.4061.
    package let build: Located<Version>?
    package let editionID: Located<WindowsEditionID>?
    package let architecture: Located<Architecture>?
    package let servicingChannel: Located<ServicingChannel>?
    package let sMode: Located<Bool>?
    package let shell: Located<Shell>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        release = keys[.release]?.version()
        displayVersion = keys[.displayVersion]?.string(as: "a Windows version such as 24H2", WindowsDisplayVersion.init)
        build = keys[.build]?.version()
        editionID = keys[.editionID]?.word(WindowsEditionID.self)
        architecture = keys[.architecture]?.word(Architecture.self)
        servicingChannel = keys[.servicingChannel]?.word(ServicingChannel.self)
        sMode = keys[.sMode]?.boolean()
        shell = keys[.shell]?.word(Shell.self)
        guard let family = keys.required(.family)?.word(Family.self) else { return nil }
        self.family = family
        if family.value == .windows {
            reportImpossibleWindows(in: value)
        } else {
            keys.refuse(Key.windowsOnly, because: "only Windows has this, and the family is \(family.value.rawValue)")
        }
    }

    /// Reports combinations that no Windows has, each at the value that more probably is the slip.
    private func reportImpossibleWindows(in value: YAMLValue) {
        if let release, let displayVersion, !displayVersion.value.exists(in: release.value) {
            value.report(
                "\(value.path).display-version: there is no Windows \(release.value) \(displayVersion.value)",
                at: displayVersion.position
            )
            return
        }
        guard let build else { return }
        guard build.value.components.count <= 2 else {
            let short = build.value.components.suffix(2).map(String.init).joined(separator: ".")
            value.report(
                "\(value.path).build must be the build and its revision, not \"\(build.value)\"",
                at: build.position,
                suggestion: short
            )
            return
        }
        guard let known = WindowsBuild(number: build.value.major) else { return }
        if let release, release.value.major != known.release {
            value.report(
                "\(value.path).build: build \(known.number) is Windows \(known.release), not Windows \(release.value)",
                at: build.position
            )
        } else if let displayVersion, displayVersion.value != known.displayVersion {
            value.report(
                "\(value.path).build: build \(known.number) is \(known.displayVersion), not \(displayVersion.value)",
                at: build.position
            )
        }
    }
}
