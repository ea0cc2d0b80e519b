/// The options of one reading: a closed list of names, as a policy file spells them.
package protocol PolicyOption: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The option in words, to follow "read as".
    var meaning: String { get }
}

package enum FootnoteNumbering: String, PolicyOption {
    case perTable = "per-table"
    case shared

    package var meaning: String {
        switch self {
        case .perTable: "each table numbers its own notes"
        case .shared: "one number means the same note in every table"
        }
    }
}

package enum RequirementSpread: String, PolicyOption {
    case everyCell = "every-cell"
    case markedCells = "marked-cells"

    package var meaning: String {
        switch self {
        case .everyCell: "every cell of the browsers it names"
        case .markedCells: "only cells whose row or column carries its mark"
        }
    }
}

package enum TableConflict: String, PolicyOption {
    case worstOfBoth = "worst-of-both"
    case systemTable = "system-table"
    case authenticatorTable = "authenticator-table"

    package var meaning: String {
        switch self {
        case .worstOfBoth: "both tables have to allow it"
        case .systemTable: "the system table decides"
        case .authenticatorTable: "the authenticator table decides"
        }
    }
}

package enum AuthenticatorTableSystem: String, PolicyOption {
    case whereItsBrowserIsSupported = "where-its-browser-is-supported"
    case notListed = "not-listed"
    case everySystem = "every-system"

    package var meaning: String {
        switch self {
        case .whereItsBrowserIsSupported: "it counts for a system that supports the browser which exists nowhere else"
        case .notListed: "it is not listed for any system"
        case .everySystem: "it counts for every system"
        }
    }
}

package enum NewerRelease: String, PolicyOption {
    case untestedNewer = "untested-newer"
    case usable

    package var meaning: String {
        switch self {
        case .untestedNewer: "untested, so not warranted"
        case .usable: "a later version that can be used, with advice"
        }
    }
}

package enum VendorSupport: String, PolicyOption {
    case separate
    case advise

    package var meaning: String {
        switch self {
        case .separate: "a second verdict, which never changes the first"
        case .advise: "a second verdict, and advice in the first once support has ended"
        }
    }
}

package enum UnnamedEdition: String, PolicyOption {
    case open
    case covered
    case notListed = "not-listed"

    package var meaning: String {
        switch self {
        case .open: "nobody can say, so inconclusive"
        case .covered: "covered by the product’s name, with advice"
        case .notListed: "not listed, so not warranted"
        }
    }
}

package enum OutsideWindow: String, PolicyOption {
    case notRecommended = "not-recommended"
    case notSupported = "not-supported"

    package var meaning: String {
        switch self {
        case .notRecommended: "usable, but not Recommended"
        case .notSupported: "not supported"
        }
    }
}

package enum ReleaseUnit: String, PolicyOption {
    case milestones
    case ownChannel = "own-channel"

    package var meaning: String {
        switch self {
        case .milestones: "one milestone, on every channel"
        case .ownChannel: "one release of the browser’s own channel, which on Extended Stable is two milestones"
        }
    }
}

package enum RetiredSoftwareUse: String, PolicyOption {
    case retiredWins = "retired-wins"
    case usable

    package var meaning: String {
        switch self {
        case .retiredWins: "Retired, so it must not be there"
        case .usable: "usable, with advice to remove it"
        }
    }
}

package enum MissingTable: String, PolicyOption {
    case open
    case noRequirement = "no-requirement"

    package var meaning: String {
        switch self {
        case .open: "unknown, so inconclusive until the table is had"
        case .noRequirement: "no table, so no requirement"
        }
    }
}

package enum MinimumSource: String, PolicyOption {
    case thisPage = "this-page"
    case signInPage = "sign-in-page"

    package var meaning: String {
        switch self {
        case .thisPage: "this page’s, which is later and stricter"
        case .signInPage: "the sign-in service’s own page"
        }
    }
}

package enum KioskPrivacy: String, PolicyOption {
    case kioskIsPrivate = "kiosk-is-private"
    case argumentsOnly = "arguments-only"

    package var meaning: String {
        switch self {
        case .kioskIsPrivate: "yes, where the browser opens it as a private session"
        case .argumentsOnly: "no, only the arguments that ask for a private mode count"
        }
    }
}

package enum LevelProof: String, PolicyOption {
    case establishedAtLeast = "established-at-least"
    case establishedExactly = "established-exactly"
    case claimedAtLeast = "claimed-at-least"

    package var meaning: String {
        switch self {
        case .establishedAtLeast: "this level or above, with the model vouched for"
        case .establishedExactly: "exactly this level, with the model vouched for"
        case .claimedAtLeast: "this level or above, by the model that the key claims to be"
        }
    }
}

package enum UnlistedSignIn: String, PolicyOption {
    case notListed = "not-listed"
    case signInService = "sign-in-service"

    package var meaning: String {
        switch self {
        case .notListed: "not listed in this edition"
        case .signInService: "usable because the sign-in service offers it, with advice"
        }
    }
}

package enum MisspeltColumn: String, PolicyOption {
    case corrected
    case asWritten = "as-written"

    package var meaning: String {
        switch self {
        case .corrected: "yes"
        case .asWritten: "no, a name that names nothing lists nothing"
        }
    }
}

package enum FootnoteAuthenticator: String, PolicyOption {
    case ownRow = "own-row"
    case notListed = "not-listed"

    package var meaning: String {
        switch self {
        case .ownRow: "yes, where the row it stands under may be used"
        case .notListed: "no, it is not listed"
        }
    }
}
