import Vocabulary

/// What a page's sentences state, before it becomes rules.
struct PageFacts {
    /// A statement with the footnotes under which it stands.
    struct Stated<Value> {
        var value: Value
        var footnotes: [FootnoteMark]
    }

    var title: String?
    var lastEdited: (date: CalendarDate, time: String?)?
    var excludesInternetOfThings = false
    var forbidsPrivateBrowsing = false
    /// By the id of the software.
    var requiredSoftware: [String: Stated<[String]>] = [:]
    var retiredSoftware: [String: Stated<[String]>] = [:]
    var ceilings: [(family: OperatingSystemFamily, version: ReleaseName?, release: ReleaseName, mark: FootnoteMark?)] =
        []
    var windows: [(system: String, product: String, releases: Int, mark: FootnoteMark?)] = []
    var managedDevice: Stated<Void>?
    var certification: Stated<CertificationLevel>?
    var alsoSupported: [(name: String, host: String, mark: FootnoteMark?)] = []
    var ownRisk: (families: Set<OperatingSystemFamily>, otherBrowsers: Bool)?
    var namesCardPrinters = false
    /// The oldest release of a family that the authenticator table lists.
    var minimums: [OperatingSystemFamily: ReleaseName] = [:]
}
