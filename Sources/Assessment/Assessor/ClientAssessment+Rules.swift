import SupportMatrix

extension ClientAssessment {
    /// What a rule has to say of this client, or of one of its browsers; empty when it has nothing to ask.
    func reasons(of compiled: CompiledRule, browser index: Int?) -> [Reason] {
        let answer = RuleAnswer(compiled, for: client)
        switch compiled.rule.kind {
        case .requiredSoftware(let software): return [required(software, answer)]
        case .retiredSoftware(let software): return [retired(software, answer)]
        case .newestTestedRelease(let ceiling): return [newest(ceiling, answer)]
        case .minimumRelease(let minimum, let elsewhere): return [oldest(minimum, elsewhere, answer)]
        case .operatingSystemEditions(let excluded, let ordinary): return editions(excluded, ordinary, answer)
        case .privateBrowsing(let arguments, let implying):
            return index.map { [privacy($0, arguments, implying, answer)] } ?? []
        case .releaseWindow(let releases): return index.map { [window($0, releases, answer)] } ?? []
        case .managedDevice: return [managed(answer)]
        case .certificationLevel(let level): return certification(level, answer)
        case .untabulated(let dimension): return untabulated(dimension, answer)
        case .outsideWarranty: return []
        }
    }

    private func required(_ software: EditionRule.Software, _ answer: RuleAnswer) -> Reason {
        let field = Self.softwareField(software)
        switch client.software[software.id] {
        case .present(let version)?:
            return answer(.satisfied, .client(.softwarePresent(name: software.name, version: version)), field)
        case .absent?:
            return answer(.fails, .client(.softwareAbsent(name: software.name)), field)
        case nil:
            return answer(
                .open,
                .client(.softwareUnknown(name: software.name)),
                field,
                missing: Missing("whether \(software.name) is installed", supply: "`\(field)` in the build manifest")
            )
        }
    }

    private func retired(_ software: EditionRule.Software, _ answer: RuleAnswer) -> Reason {
        let field = Self.softwareField(software)
        switch client.software[software.id] {
        case .absent?:
            return answer(.satisfied, .client(.retiredAbsent(name: software.name)), field)
        case .present?:
            return answer(
                policy.retiredSoftware == .retiredWins ? .fails : .advises,
                .client(.retiredPresent(name: software.name)),
                field,
                readings: [.a11]
            )
        case nil:
            return answer(
                .open,
                .client(.retiredUnknown(name: software.name)),
                field,
                missing: Missing("whether \(software.name) is installed", supply: "`\(field)` in the build manifest")
            )
        }
    }

    /// The manifest's field for a piece of software: `nhs-client.credential-management`.
    private static func softwareField(_ software: EditionRule.Software) -> String {
        "nhs-client.\(software.id.hasPrefix("nhs-") ? String(software.id.dropFirst(4)) : software.id)"
    }

    private func newest(_ ceiling: ReleaseName, _ answer: RuleAnswer) -> Reason {
        let name = operatingSystemName
        guard let release = client.operatingSystem.release, let isNewer = release.isNewer(than: ceiling) else {
            return answer(
                .open,
                .operatingSystem(.releaseUnknown(name: name, limit: ceiling)),
                "os.display-version",
                missing: Missing("the release of \(name)", supply: "`os.display-version` in the build manifest")
            )
        }
        guard isNewer else {
            return answer(.satisfied, .operatingSystem(.tested(name: name, ceiling: ceiling)), "os.display-version")
        }
        return answer(
            policy.newerRelease == .untestedNewer ? Effect(of: .untestedNewer) : .advises,
            .operatingSystem(.untested(name: name, release: release, ceiling: ceiling)),
            "os.display-version",
            readings: [.a06]
        )
    }

    private func oldest(_ minimum: ReleaseName, _ elsewhere: ReleaseName?, _ answer: RuleAnswer) -> Reason {
        let name = client.operatingSystem.family.name
        guard let version = client.operatingSystem.version, let isTooOld = minimum.isNewer(than: version) else {
            return answer(
                .open,
                .operatingSystem(.releaseUnknown(name: name, limit: minimum)),
                "os.release",
                missing: Missing("the version of \(name)", supply: "`os.release` in the build manifest")
            )
        }
        guard isTooOld else {
            return answer(.satisfied, .operatingSystem(.oldEnough(name: name, minimum: minimum)), "os.release")
        }
        guard let elsewhere, elsewhere.isNewer(than: version) == false else {
            let finding = Finding.OperatingSystemFinding.tooOld(name: name, version: version, minimum: minimum)
            return answer(Effect(of: .notListed), .operatingSystem(finding), "os.release")
        }
        switch policy.minimumSource {
        case .thisPage:
            let finding = Finding.OperatingSystemFinding.tooOld(name: name, version: version, minimum: minimum)
            return answer(Effect(of: .notListed), .operatingSystem(finding), "os.release", readings: [.a13])
        case .signInPage:
            let finding = Finding.OperatingSystemFinding.oldEnoughElsewhere(
                name: name,
                version: version,
                minimum: minimum,
                elsewhere: elsewhere
            )
            return answer(.advises, .operatingSystem(finding), "os.release", readings: [.a13])
        }
    }

    private func editions(_ excluded: [String], _ ordinary: [String], _ answer: RuleAnswer) -> [Reason] {
        let system = client.operatingSystem
        guard let edition = system.edition else {
            let missing = Missing(
                "the edition of \(operatingSystemName)",
                supply: "`os.edition-id` in the build manifest"
            )
            return [
                answer(
                    .open,
                    .operatingSystem(.editionUnknown(name: operatingSystemName)),
                    "os.edition-id",
                    missing: missing
                )
            ]
        }
        if excluded.contains(where: { Self.matches(edition, $0) }) {
            return [answer(.fails, .operatingSystem(.excludedEdition(edition)), "os.edition-id")]
        }
        var reasons: [Reason] = []
        if ordinary.contains(where: { Self.matches(edition, $0) }) {
            reasons.append(answer(.satisfied, .operatingSystem(.ordinaryEdition(edition)), "os.edition-id"))
        } else {
            reasons.append(unnamed("the edition \(edition)", answer))
        }
        if system.isInSMode == true {
            reasons.append(unnamed("Windows in S mode", answer))
        }
        if let architecture = system.architecture, architecture.lowercased().hasPrefix("arm") {
            reasons.append(unnamed("Windows on \(architecture)", answer))
        }
        return reasons
    }

    private func unnamed(_ what: String, _ answer: RuleAnswer) -> Reason {
        let effect: Effect =
            switch policy.unnamedEdition {
            case .open: .open
            case .covered: .advises
            case .notListed: .fails
            }
        let missing = Missing(
            "NHS England’s word on \(what)",
            supply: "the National Service Desk, then A08 in a policy file"
        )
        return answer(
            effect,
            .operatingSystem(.unnamedEdition(what)),
            "os.edition-id",
            readings: [.a08],
            missing: effect == .open ? missing : nil
        )
    }

    /// Compares an edition's name with a pattern, which may end in `*`.
    private static func matches(_ edition: String, _ pattern: String) -> Bool {
        pattern.hasSuffix("*")
            ? edition.lowercased().hasPrefix(pattern.dropLast().lowercased())
            : edition.lowercased() == pattern.lowercased()
    }

    private func managed(_ answer: RuleAnswer) -> Reason {
        switch client.isManaged {
        case true?: answer(.satisfied, .client(.managed), "management.mdm")
        case false?: answer(.fails, .client(.unmanaged), "management.mdm")
        case nil:
            answer(
                .open,
                .client(.managementUnknown),
                "management.mdm",
                missing: Missing("how the device is managed", supply: "`management.mdm` in the build manifest")
            )
        }
    }

    private func untabulated(_ dimension: String, _ answer: RuleAnswer) -> [Reason] {
        client.cardPrinters.map { printer in
            answer(
                policy.missingTable == .open ? .open : .informs,
                .client(.untabulated(dimension: dimension, item: printer)),
                "printer",
                readings: [.a12],
                missing: policy.missingTable == .open
                    ? Missing(
                        "the page’s table of \(dimension)",
                        supply: "`touchstone matrix import` of a page with it"
                    )
                    : nil
            )
        }
    }
}
