extension OperatingSystemIdentity {
    /// Reads an operating system as people write it: `Windows 11 24H2 IoTEnterprise`, `macOS 14`, `Linux`.
    ///
    /// Nil when the first word is no family that is known here.
    package init?(parsing text: String) {
        var words = text.split(separator: " ").map(String.init)
        guard let first = words.first else { return nil }
        let families: [OperatingSystemFamily] = [.windows, .macOS, .iPadOS, .linux, .chromeOS, .android]
        guard
            let family = families.first(where: {
                $0.rawValue == first.lowercased() || $0.name.lowercased() == first.lowercased()
            })
        else { return nil }
        words.removeFirst()
        self.init(family: family)
        if let word = words.first, ReleaseName(word).major != nil {
            version = ReleaseName(word)
            words.removeFirst()
        }
        if family == .windows, let word = words.first {
            let release = ReleaseName(word)
            if release.major == nil, release.isNewer(than: release) != nil {
                self.release = release
                words.removeFirst()
            }
        }
        if !words.isEmpty { edition = words.joined(separator: " ") }
    }
}
