import StrictYAML

/// What the row of `os_version` says about the operating system.
struct OperatingSystemFinding {
    let tree: YAMLTree

    init(_ row: OsqueryTables.OSVersion?, into findings: inout Findings) {
        guard let row else {
            findings.note("os", "the table os_version is missing or empty")
            tree = .keys([("family", .null)])
            return
        }
        var members: [(String, YAMLTree)] = []
        switch row.platform {
        case "windows":
            members = Self.windows(row, into: &findings)
        case "darwin":
            members.append(("family", .text("macos")))
            if let version = row.version, Version(version) != nil { members.append(("release", .text(version))) }
        case let platform?:
            members.append(("family", .text("linux")))
            findings.note("os.family", "taken as linux, because osquery calls the platform \"\(printable(platform))\"")
        case nil:
            members.append(("family", .null))
            findings.note("os.family", "osquery names no platform")
        }
        if let architecture = Self.architecture(row.arch) {
            members.append(("architecture", .text(architecture.rawValue)))
        } else {
            findings.note("os.architecture", "osquery does not say it")
        }
        tree = .keys(members)
    }

    private static func windows(
        _ row: OsqueryTables.OSVersion,
        into findings: inout Findings
    ) -> [(String, YAMLTree)] {
        var members: [(String, YAMLTree)] = [("family", .text("windows"))]
        let number = row.build.flatMap(Int.init) ?? row.version.flatMap { Version($0)?.components.dropFirst(2).first }
        let known = number.flatMap(WindowsBuild.init(number:))
        if let release = known?.release ?? release(in: row.name) {
            members.append(("release", .text(String(release))))
        } else {
            findings.note("os.release", "neither the name nor the build number tells it")
        }
        if let known {
            members.append(("display-version", .text(known.displayVersion.description)))
        } else {
            findings.note("os.display-version", "the build number does not tell it")
        }
        if let number {
            let revision = row.revision.flatMap(Int.init)
            members.append(("build", .text(revision.map { "\(number).\($0)" } ?? String(number))))
            if revision == nil { findings.note("os.build", "add the revision behind a dot, as winver shows it") }
        } else {
            findings.note("os.build", "osquery does not say it")
        }
        if let edition = edition(in: row.name) {
            members.append(("edition-id", .text(edition.rawValue)))
            findings.note(
                "os.edition-id",
                "told from the name \"\(printable(row.name ?? ""))\": confirm it in the registry"
            )
        } else {
            findings.note("os.edition-id", "the name does not tell it: read EditionID in the registry")
        }
        findings.note("os.shell", "state what people see instead of the desktop")
        return members
    }

    private static func release(in name: String?) -> Int? {
        guard let words = name?.split(separator: " "), let index = words.firstIndex(of: "Windows") else { return nil }
        return words.dropFirst(index + 1).first.flatMap { Int($0) }
    }

    /// The edition by the words behind the release, and only when they are exactly known.
    private static func edition(in name: String?) -> WindowsEditionID? {
        guard let words = name?.split(separator: " "), let index = words.firstIndex(of: "Windows") else { return nil }
        return switch words.dropFirst(index + 2).joined(separator: " ") {
        case "Home": .core
        case "Pro": .professional
        case "Pro Education": .professionalEducation
        case "Pro for Workstations": .professionalWorkstation
        case "Education": .education
        case "Enterprise": .enterprise
        case "Enterprise LTSC": .enterpriseLTSC
        case "IoT Enterprise": .iotEnterprise
        case "IoT Enterprise LTSC": .iotEnterpriseLTSC
        case "SE": .se
        default: nil
        }
    }

    private static func architecture(_ name: String?) -> OperatingSystem.Architecture? {
        switch name?.lowercased() {
        case "x86_64", "64-bit", "amd64": .x86_64
        case "arm64", "aarch64", "arm 64-bit processor": .arm64
        case "x86", "i386", "i686", "32-bit": .x86
        default: nil
        }
    }
}
