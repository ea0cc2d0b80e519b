package import Vocabulary

/// A written reason why a failure is accepted until a day.
package struct Waiver: Hashable, Sendable {
    /// The check, or several by `*`.
    package let pattern: String
    /// The model that it is granted for: a part of the device's name; any device where `nil`.
    package let device: String?
    package let justification: String
    /// The last day on which it counts.
    package let expires: CalendarDate

    package init(pattern: String, device: String? = nil, justification: String, expires: CalendarDate) {
        self.pattern = pattern
        self.device = device
        self.justification = justification
        self.expires = expires
    }

    package func covers(_ id: CheckID, on device: String) -> Bool {
        IDPattern(pattern).matches(id) && (self.device.map { device.contains($0) } ?? true)
    }
}
