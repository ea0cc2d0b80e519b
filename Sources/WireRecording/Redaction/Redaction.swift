import Octets

/// A policy, and the key under which its hashes are made.
package struct Redaction: Sendable {
    package let policy: RedactionPolicy
    package let campaign: CampaignKey

    package init(policy: RedactionPolicy = .standard, campaign: CampaignKey = .random()) {
        self.policy = policy
        self.campaign = campaign
    }

    /// What the header of a recording says of it.
    ///
    /// `nil` for the usual policy under a key that nobody kept, which is what a header without it means.
    package var record: RecordedRedaction? {
        guard policy != .standard || campaign.id != nil else { return nil }
        let order = PersonalData.ofCards + PersonalData.ofKeys
        return RecordedRedaction(
            hashed: order.filter(policy.hashed.contains).map { .init(kind: $0, campaign: campaign.id) },
            changesSignedData: policy.changesSignedData,
            changesHostData: policy.changesHostData,
            allowedBodies: policy.allowedBodies.sorted().map(\.description)
        )
    }
}

/// By which policy a recording was made, as its header says it.
package struct RecordedRedaction: Hashable, Sendable {
    /// A kind of personal data, and the campaign under whose key its hashes are; none where nobody kept the key.
    package struct Entry: Hashable, Sendable {
        package let kind: PersonalData
        package let campaign: String?
    }

    package let hashed: [Entry]
    package let changesSignedData: Bool
    package let changesHostData: Bool
    package let allowedBodies: [String]

    package init(
        hashed: [Entry],
        changesSignedData: Bool = false,
        changesHostData: Bool = false,
        allowedBodies: [String] = []
    ) {
        self.hashed = hashed
        self.changesSignedData = changesSignedData
        self.changesHostData = changesHostData
        self.allowedBodies = allowedBodies
    }

    /// What a header means that says nothing of it.
    package static let standard = Self(hashed: PersonalData.ofCards.map { Entry(kind: $0, campaign: nil) })

    /// What both together amount to, the other being applied to a recording that was made by this.
    func followed(by other: Self) -> Self {
        let known = Set(hashed.map(\.kind))
        return Self(
            hashed: hashed + other.hashed.filter { !known.contains($0.kind) },
            changesSignedData: changesSignedData || other.changesSignedData,
            changesHostData: changesHostData || other.changesHostData,
            allowedBodies: allowedBodies.filter(other.allowedBodies.contains)
        )
    }

    var json: JSONLine {
        var json = JSONLine()
        json.add(
            "hashed",
            hashed.map { entry in
                var json = JSONLine()
                json.add("kind", entry.kind.rawValue)
                json.add("campaign", entry.campaign)
                return json
            }
        )
        let changed = (changesSignedData ? ["signed-data"] : []) + (changesHostData ? ["host-data"] : [])
        if !changed.isEmpty { json.add("alsoChanged", changed) }
        if !allowedBodies.isEmpty { json.add("allowedBodies", allowedBodies) }
        return json
    }

    init(parsing node: JSONNode) throws(RecordComplaint) {
        let fields = try RecordFields(node)
        var hashed: [Entry] = []
        for node in try fields.list("hashed") {
            let entry = try RecordFields(node)
            let kind = PersonalData(rawValue: try entry.string("kind"))
            hashed.append(Entry(kind: kind, campaign: try entry.optionalString("campaign")))
        }
        let changed = try fields.optionalStrings("alsoChanged")
        self.init(
            hashed: hashed,
            changesSignedData: changed.contains("signed-data"),
            changesHostData: changed.contains("host-data"),
            allowedBodies: try fields.optionalStrings("allowedBodies")
        )
    }
}
