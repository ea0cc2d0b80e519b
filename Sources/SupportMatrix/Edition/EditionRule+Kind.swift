extension EditionRule {
    /// The names of the rule kinds as an edition file spells them.
    package enum KindName: String, CaseIterable, Sendable {
        case requiredSoftware = "required-software"
        case retiredSoftware = "retired-software"
        case newestTestedRelease = "newest-tested-release"
        case minimumRelease = "minimum-release"
        case operatingSystemEditions = "operating-system-editions"
        case privateBrowsing = "private-browsing"
        case releaseWindow = "release-window"
        case managedDevice = "managed-device"
        case certificationLevel = "certification-at-least"
        case untabulated
        case outsideWarranty = "outside-warranty"
    }
}

extension EditionRule.Kind {
    /// The kind without its parameters.
    package var name: EditionRule.KindName {
        switch self {
        case .requiredSoftware: .requiredSoftware
        case .retiredSoftware: .retiredSoftware
        case .newestTestedRelease: .newestTestedRelease
        case .minimumRelease: .minimumRelease
        case .operatingSystemEditions: .operatingSystemEditions
        case .privateBrowsing: .privateBrowsing
        case .releaseWindow: .releaseWindow
        case .managedDevice: .managedDevice
        case .certificationLevel: .certificationLevel
        case .untabulated: .untabulated
        case .outsideWarranty: .outsideWarranty
        }
    }
}
