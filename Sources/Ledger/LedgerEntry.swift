package import Vocabulary

/// A certification as the ledger keeps it: who was judged, how it came out, and which devices were seen.
///
/// Nothing in it is more than the bundle has; a lost ledger is made again from the bundles.
package struct LedgerEntry: Hashable, Sendable {
    /// The SHA-256 of the bundle's manifest, 64 hexadecimal digits.
    package let bundle: String
    /// When the bundle was made, RFC 3339 in UTC with whole seconds.
    package let made: String
    /// The day for which the verdict holds.
    package let asOf: CalendarDate
    /// `touchstone 0.1.0`.
    package let tool: String
    package let build: String
    package let edition: String
    package let verdict: String
    package var sightings: [DeviceSighting] = []
    package var cells: [CellOutcome] = []
    package var checks: [CheckResult] = []

    package init(
        bundle: String,
        made: String,
        asOf: CalendarDate,
        tool: String,
        build: String,
        edition: String,
        verdict: String
    ) {
        self.bundle = bundle
        self.made = made
        self.asOf = asOf
        self.tool = tool
        self.build = build
        self.edition = edition
        self.verdict = verdict
    }
}

/// A device by model; nothing here tells two of a kind apart, as nothing in a bundle does.
package struct DeviceModel: Hashable, Sendable {
    /// `reader`, `security-key` or `composite`.
    package let kind: String
    package let name: String
    /// `1050:0407`, empty when unknown.
    package let usb: String
    /// The device release, `0543`; empty when unknown.
    package let release: String

    package init(kind: String, name: String, usb: String = "", release: String = "") {
        self.kind = kind
        self.name = name
        self.usb = usb
        self.release = release
    }
}

/// A device on the bench of one certification.
package struct DeviceSighting: Hashable, Sendable {
    package let model: DeviceModel
    /// The recording's file name, which is the device's name within the bundle.
    package let recording: String
    /// When it was recorded, RFC 3339 in UTC; empty where that is not known.
    ///
    /// A replay has the moment of its recording.
    package let capturedAt: String
    /// Faces that could not be probed.
    package let troubles: Int
    /// Exchanges that took place.
    package let exchanges: Int
    /// The mean time until an answer, in milliseconds, of commands for which nobody has to touch anything; nil when none
    /// was measured.
    package let meanMilliseconds: Double?

    package init(
        model: DeviceModel,
        recording: String,
        capturedAt: String = "",
        troubles: Int = 0,
        exchanges: Int = 0,
        meanMilliseconds: Double? = nil
    ) {
        self.model = model
        self.recording = recording
        self.capturedAt = capturedAt
        self.troubles = troubles
        self.exchanges = exchanges
        self.meanMilliseconds = meanMilliseconds
    }
}

/// The verdict on one combination.
package struct CellOutcome: Hashable, Sendable {
    package let system: String
    package let browser: String
    package let authenticator: String
    package let verdict: String

    package init(system: String, browser: String, authenticator: String, verdict: String) {
        self.system = system
        self.browser = browser
        self.authenticator = authenticator
        self.verdict = verdict
    }
}

/// One check on one device.
package struct CheckResult: Hashable, Sendable {
    package let check: String
    /// The recording's file name; empty where the check concerns no device.
    package let recording: String
    package let outcome: String

    package init(check: String, recording: String, outcome: String) {
        self.check = check
        self.recording = recording
        self.outcome = outcome
    }
}
