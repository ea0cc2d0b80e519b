import CTAPMessages
package import StrictYAML
import Vocabulary

/// The deviations that are known; `docs/check-results.md` describes the file.
package struct QuirkTable: Hashable, Sendable {
    package let quirks: [Quirk]

    package init(_ quirks: [Quirk] = []) {
        self.quirks = quirks
    }

    /// The table that travels inside the program.
    package static var builtInFile: [UInt8] { PackageResources.quirks_yaml }

    /// Reads a table; a check that it names has to be one of those that there are.
    ///
    /// - Throws: everything that is wrong with it, each fault with its place.
    package init(reading bytes: [UInt8], file: String, checks: [CheckID]) throws(YAMLProblems) {
        self = try YAMLDocument(bytes: bytes, file: file).read { Self(reading: $0, checks) }
    }

    private enum Key: String, CaseIterable {
        case format, quirks
    }

    private init?(reading value: YAMLValue, _ checks: [CheckID]) {
        guard let keys = value.mapping(Key.self) else { return nil }
        _ = keys.required(.format)?.integer(in: 1...1)
        self.init(keys.required(.quirks)?.list { Quirk(reading: $0, checks) } ?? [])
    }
}

extension Quirk {
    private enum Key: String, CaseIterable {
        case check, aaguid, firmware, usb, release, fingerprint, reason, link, review
    }

    fileprivate init?(reading value: YAMLValue, _ checks: [CheckID]) {
        guard let keys = value.mapping(Key.self) else { return nil }
        let check = keys.required(.check)?.checkPattern(among: checks)
        let subject = Self.subject(keys)
        let fingerprint = keys.required(.fingerprint)?
            .string(as: "the reason that the check gives, and more than stars") { text in
                text.contains { $0 != "*" && !$0.isWhitespace } ? text : nil
            }
        let explanation = keys.required(.reason)?.string()?.value
        let link = keys.required(.link)?
            .string(as: "an address that begins with https://") { $0.hasPrefix("https://") ? $0 : nil }
        let review = keys.required(.review)?.date()?.value
        guard let check, let subject, let fingerprint, let explanation, let link, let review else { return nil }
        self.init(
            check: check,
            subject: subject,
            fingerprint: IDPattern(fingerprint.value),
            explanation: explanation,
            link: link.value,
            reviewDay: review
        )
    }

    private static func subject(_ keys: YAMLMapping<Key>) -> Subject? {
        switch (keys[.aaguid], keys[.usb]) {
        case (let aaguid?, nil):
            keys.refuse([.release], because: "the release is that of a USB device; keys have a \"firmware\"")
            let firmware = keys[.firmware].map { Span(reading: $0) { value in value.integer(in: 0...Int.max)?.value } }
            guard let aaguid = aaguid.string(as: "an AAGUID", { AAGUID(text: $0) })?.value else { return nil }
            guard let firmware else { return .key(aaguid, firmware: nil) }
            return firmware.range.map { .key(aaguid, firmware: UInt64($0.lowerBound)...UInt64($0.upperBound)) }
        case (nil, let usb?):
            keys.refuse([.firmware], because: "the firmware is that of a getInfo; USB devices have a \"release\"")
            let release = keys[.release]
                .map {
                    Span(reading: $0) { value in value.string(as: "four hexadecimal digits", Self.fourDigits)?.value }
                }
            guard let ids = usb.string(as: "vendor and product such as 1050:0407", Self.ids)?.value else { return nil }
            guard let release else { return .usb(vendorID: ids[0], productID: ids[1], release: nil) }
            return release.range.map { .usb(vendorID: ids[0], productID: ids[1], release: $0) }
        default:
            keys.report("a quirk is that of one model: give one of \"aaguid\" and \"usb\"")
            return nil
        }
    }

    private static func ids(_ text: String) -> [String]? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { fourDigits(String($0)) }
        let ids = parts.compactMap(\.self)
        return parts.count == 2 && ids.count == 2 ? ids : nil
    }

    private static func fourDigits(_ text: String) -> String? {
        let isSound = text.utf8.count == 4 && text.allSatisfy { $0.isASCII && $0.isHexDigit }
        return isSound ? text.lowercased() : nil
    }
}

/// From one release to another, both included.
private struct Span<Bound: Comparable> {
    let range: ClosedRange<Bound>?

    private enum Key: String, CaseIterable {
        case from, to
    }

    init(reading value: YAMLValue, _ bound: (YAMLValue) -> Bound?) {
        guard let keys = value.mapping(Key.self), let from = keys.required(.from).flatMap(bound),
            let to = keys.required(.to).flatMap(bound)
        else {
            range = nil
            return
        }
        if from > to { keys.report("\"from\" is above \"to\"") }
        range = from <= to ? from...to : nil
    }
}
