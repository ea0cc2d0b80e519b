import BenchInventory
import CTAPMessages
import CapabilityProbe
import Evidence
import Ledger
import Reports
import Vocabulary

extension LedgerEntry {
    /// What the ledger keeps of a bundle.
    ///
    /// - Throws: `EvidenceError` for a bundle whose files are not what its manifest says, whose statement states something
    ///   else, or that has no result.
    init(of bundle: BundleFiles) throws {
        let whole = try WholeBundle(bundle)
        let manifest = whole.manifest
        guard let asOf = CalendarDate(manifest.asOf) else {
            throw EvidenceError(.malformed, path: bundle.name, "the manifest's day is none: \(manifest.asOf)")
        }
        let document = whole.stored.document
        self.init(
            bundle: ContentDigest(of: try bundle.required(BundlePath.manifest)).text,
            made: manifest.made,
            asOf: asOf,
            tool: manifest.tool,
            build: document.build.id,
            edition: document.edition.id,
            verdict: document.verdict
        )
        sightings = document.devices.map(DeviceSighting.init)
        cells = document.cells.map {
            CellOutcome(
                system: $0.system,
                browser: $0.browser,
                authenticator: $0.authenticator,
                verdict: $0.verdict
            )
        }
        checks = document.checks.map {
            CheckResult(check: $0.id, recording: $0.device ?? "", outcome: $0.outcome.rawValue)
        }
    }
}

extension DeviceSighting {
    /// How long these take is how long a person takes: for each somebody may have to touch the key.
    private static let waitingForHands: Set<String> = Set(
        [
            CTAPCommand.makeCredential, .getAssertion, .reset, .selection, .bioEnrollment, .bioEnrollmentPreview,
        ]
        .map(\.name)
    )

    fileprivate init(_ device: CertificationDocument.Device) {
        let identity = device.facts.identity
        let usb = [identity.vendorID, identity.productID].compactMap(\.self).joined(separator: ":")
        let exchanges = device.conversation?.exchanges ?? []
        let took = exchanges.filter { !Self.waitingForHands.contains($0.command) }.map(\.took)
        self.init(
            model: DeviceModel(
                kind: identity.kind.rawValue,
                name: identity.name,
                usb: usb,
                release: identity.bcdDevice ?? ""
            ),
            recording: device.recording,
            capturedAt: device.conversation?.capturedAt ?? "",
            troubles: device.facts.troubles.count,
            exchanges: device.conversation?.exchangeCount ?? 0,
            meanMilliseconds: took.isEmpty ? nil : Double(took.reduce(0, +)) / Double(took.count)
        )
    }
}
