import SupportMatrix
import Vocabulary

extension ClientAssessment {
    func privacy(_ index: Int, _ arguments: [String], _ implying: [String], _ answer: RuleAnswer) -> Reason {
        let browser = client.browsers[index]
        let field = "browsers[\(index)].launch-arguments"
        if let forced = browser.identity.privateModePolicy {
            return answer(
                .fails,
                .browser(.privateMode(browser: browser.name, argument: forced)),
                "browsers[\(index)].policies"
            )
        }
        guard let started = browser.identity.arguments else {
            return answer(
                .open,
                .browser(.argumentsUnknown(browser: browser.name)),
                field,
                missing: Missing("how \(browser.name) is started", supply: "`\(field)` in the build manifest")
            )
        }
        if let argument = started.first(where: { Self.isAny(of: arguments, $0) }) {
            return answer(.fails, .browser(.privateMode(browser: browser.name, argument: argument)), field)
        }
        guard let argument = started.first(where: { Self.isAny(of: implying, $0) }) else {
            return answer(.satisfied, .browser(.noPrivateMode(browser: browser.name)), field)
        }
        switch policy.kioskPrivacy {
        case .kioskIsPrivate:
            let finding = Finding.BrowserFinding.impliedPrivateMode(browser: browser.name, argument: argument)
            return answer(.fails, .browser(finding), field, readings: [.a14])
        case .argumentsOnly:
            let finding = Finding.BrowserFinding.kioskModeAccepted(browser: browser.name, argument: argument)
            return answer(.advises, .browser(finding), field, readings: [.a14])
        }
    }

    /// Whether an argument is one of the names, with a value after `=` or without.
    private static func isAny(of names: [String], _ argument: String) -> Bool {
        let name = argument.prefix { $0 != "=" }.lowercased()
        return names.contains { $0.lowercased() == name }
    }

    func window(_ index: Int, _ limit: Int, _ answer: RuleAnswer) -> Reason {
        let browser = client.browsers[index]
        let field = "browsers[\(index)].version"
        guard let milestone = browser.identity.version?.major else {
            return answer(
                .open,
                .browser(.windowVersionMissing(browser: browser.name, limit: limit)),
                field,
                missing: Missing("the version of \(browser.name)", supply: "`\(field)` in the build manifest")
            )
        }
        guard let reference = client.references[browser.identity.product] else {
            return answer(
                .open,
                .browser(.windowReferenceMissing(browser: browser.name, limit: limit)),
                "reference.\(browser.identity.product)-stable",
                readings: [.a10],
                missing: Missing(
                    "the current release of \(browser.name) with its date",
                    supply: "`reference.\(browser.identity.product)-stable` in the build manifest"
                )
            )
        }
        let isExtended = browser.identity.channel?.hasPrefix("extended") == true
        let milestones = max(0, reference.milestone - milestone)
        let behind = isExtended && policy.releaseUnit == .ownChannel ? milestones / 2 : milestones
        let readings: [Reading] = isExtended ? [.a10] : []
        let isInside = behind <= limit
        let age = asOf.daysSince1970 - reference.date.daysSince1970
        // The current release only grows: an old reference can still show "outside", a later one still "inside".
        guard isInside ? age <= policy.referenceAgeLimit : age >= 0 else {
            // Whichever it is, the browser may be used where the window limits only what is Recommended.
            let isUsableEitherWay = policy.outsideWindow == .notRecommended
            return answer(
                isUsableEitherWay ? .advises : .open,
                .browser(.windowReferenceStale(browser: browser.name, date: reference.date, asOf: asOf)),
                "reference.\(browser.identity.product)-stable",
                readings: isUsableEitherWay ? [.a09, .a10] : [.a10],
                missing: Missing(
                    "the current release of \(browser.name) near \(asOf.inWords)",
                    supply: "`reference.\(browser.identity.product)-stable` in the build manifest"
                )
            )
        }
        if isInside {
            let finding = Finding.BrowserFinding.insideWindow(
                browser: browser.name,
                behind: behind,
                limit: limit,
                reference: reference
            )
            return answer(.satisfied, .browser(finding), field, readings: readings)
        }
        let finding = Finding.BrowserFinding.outsideWindow(
            browser: browser.name,
            behind: behind,
            limit: limit,
            reference: reference
        )
        return answer(
            policy.outsideWindow == .notRecommended ? .advises : .fails,
            .browser(finding),
            field,
            readings: [.a09] + readings
        )
    }
}
