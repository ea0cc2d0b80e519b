package import StrictYAML

/// What the world was like when the build was described: values that a rule compares with, each dated and sourced.
package struct ReferenceValues: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case chromeStable = "chrome-stable"
        case edgeStable = "edge-stable"
    }

    package let chromeStable: Located<StableMilestone>?
    package let edgeStable: Located<StableMilestone>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        func milestone(_ key: Key) -> Located<StableMilestone>? {
            keys[key].flatMap { value in StableMilestone(reading: value).map { Located($0, at: value.position) } }
        }
        chromeStable = milestone(.chromeStable)
        edgeStable = milestone(.edgeStable)
    }
}
