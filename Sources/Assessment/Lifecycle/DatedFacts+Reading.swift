package import StrictYAML
import SupportMatrix

extension DatedFacts {
    /// The facts that travel inside the program.
    ///
    /// - Throws: what is wrong with the embedded file; a test reads it, so a released program never throws here.
    package static func builtIn() throws(YAMLProblems) -> Self {
        try Self(reading: builtInFile, file: "dated-facts.yaml (built in)")
    }

    /// The file that they stand in.
    package static var builtInFile: [UInt8] { PackageResources.dated_facts_yaml }

    /// Reads a file of dated facts.
    ///
    /// - Throws: everything that is wrong with it.
    package init(reading bytes: [UInt8], file: String) throws(YAMLProblems) {
        self = try YAMLDocument(bytes: bytes, file: file).read { Self(reading: $0) }
    }

    private enum Key: String, CaseIterable {
        case format
        case vendorSupport = "vendor-support"
        case noPublishedEnd = "no-published-end"
        case cardSeries = "card-series"
        case software, conflicts, assurance
    }

    private init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        self.init()
        _ = keys.required(.format)?.integer(in: 1...1)
        vendorSupport = keys.required(.vendorSupport)?.list(of: VendorSupportEnd.init(reading:)) ?? []
        withoutPublishedEnd =
            keys[.noPublishedEnd]?
            .list { value in
                value.identifier().map { OperatingSystemFamily(rawValue: $0.value) }
            } ?? []
        cardSeries = keys[.cardSeries]?.list(of: CardSeries.init(reading:)) ?? []
        software = keys[.software]?.list(of: Software.init(reading:)) ?? []
        conflicts = keys[.conflicts]?.list(of: Conflict.init(reading:)) ?? []
        assurance = keys[.assurance]?.list(of: Assurance.init(reading:)) ?? []
    }
}

extension DatedFacts.VendorSupportEnd {
    private enum Key: String, CaseIterable {
        case product, name, family, version, release, editions, browser, ends, source, confidence
    }

    fileprivate init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        _ = keys.required(.product)?.identifier()
        let name = keys.required(.name)?.string()?.value
        let ends = keys.required(.ends)?.date()?.value
        let source = keys.required(.source)?.string()?.value
        let confidence = keys.required(.confidence)?.word(DatedFacts.Confidence.self)?.value
        if keys[.browser] != nil {
            keys.refuse([.family, .version, .release, .editions], because: "a browser has none")
        }
        guard let name, let ends, let source, let confidence else { return nil }
        self.init(
            name: name,
            family: keys[.family]?.identifier().map { OperatingSystemFamily(rawValue: $0.value) },
            version: keys[.version]?.string().map { ReleaseName($0.value) },
            release: keys[.release]?.string().map { ReleaseName($0.value) },
            editions: keys[.editions]?.list { $0.string()?.value },
            browser: keys[.browser]?.identifier()?.value,
            ends: ends,
            source: source,
            confidence: confidence
        )
    }
}

extension DatedFacts.CardSeries {
    private enum Key: String, CaseIterable {
        case series
        case planned = "blocked-planned"
        case blocked, source
    }

    fileprivate init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        let series = keys.required(.series)?.integer(in: 1...99)?.value
        let source = keys.required(.source)?.string()?.value
        guard let series, let source else { return nil }
        self.init(
            series: series,
            planned: keys[.planned]?.date()?.value,
            blocked: keys[.blocked]?.date()?.value,
            source: source
        )
    }
}

extension DatedFacts.Software {
    private enum Key: String, CaseIterable {
        case software, name
        case planned = "ends-planned"
        case says, source
    }

    fileprivate init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        let id = keys.required(.software)?.identifier()?.value
        let name = keys.required(.name)?.string()?.value
        let says = keys.required(.says)?.string()?.value
        let source = keys.required(.source)?.string()?.value
        guard let id, let name, let says, let source else { return nil }
        self.init(id: id, name: name, planned: keys[.planned]?.date()?.value, says: says, source: source)
    }
}

extension DatedFacts.Conflict {
    private enum Key: String, CaseIterable {
        case software, name, with
        case withName = "with-name"
        case says, source
    }

    fileprivate init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        let software = keys.required(.software)?.identifier()?.value
        let name = keys.required(.name)?.string()?.value
        let other = keys.required(.with)?.identifier()?.value
        let otherName = keys.required(.withName)?.string()?.value
        let says = keys.required(.says)?.string()?.value
        let source = keys.required(.source)?.string()?.value
        guard let software, let name, let other, let otherName, let says, let source else { return nil }
        self.init(software: software, name: name, other: other, otherName: otherName, says: says, source: source)
    }
}

extension DatedFacts.Assurance {
    private enum Key: String, CaseIterable {
        case authenticators, level, source
    }

    fileprivate init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        let authenticators = keys.required(.authenticators)?.list(nonEmpty: true) { $0.identifier()?.value }
        let level = keys.required(.level)?.integer(in: 1...3)?.value
        let source = keys.required(.source)?.string()?.value
        guard let authenticators, let level, let source else { return nil }
        self.init(authenticators: authenticators, level: level, source: source)
    }
}
