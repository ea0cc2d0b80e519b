import SupportMatrix

/// What was found of a system on this client's operating system.
struct SystemAnswer {
    let id: String
    /// Nil for a system that the edition does not have.
    let index: Int?
    let name: String
    let status: SupportStatus
    let reason: Reason
    /// Those of the client's operating system included.
    let masks: RuleMasks
}

/// What was found of a browser, apart from any system.
struct BrowserAnswer {
    let index: Int
    let name: String
    let identity: BrowserIdentity
    /// The edition's column, or nil.
    let column: Int?
    let evidence: EvidenceReference
    let masks: RuleMasks
    /// Why nothing shows that it was there on the day; nil where something does, or nobody says.
    let lateness: Reason?
    /// Answers of the rules that ask about a browser.
    let rules: RuleReasons
}

/// What a system's browser table says, in both lights in which it may be read.
struct BrowserStatusAnswer {
    let status: SupportStatus
    let isUsable: Bool
    let plain: Reason?
    /// The answer where the authenticator's row lists the browser.
    let whereListed: Reason?
}

/// What was found of an authenticator, apart from any system.
struct AuthenticatorAnswer {
    /// Whether its row lists the browser, and the two answers that can come of it.
    struct Listing {
        let isListed: Bool
        let plain: Reason
        /// The answer where the system's own table allows the browser.
        let whereSystemAllows: Reason
    }

    let id: String
    /// Nil for an authenticator that the edition does not have.
    let index: Int?
    let reasons: [Reason]
    /// By the browser's index in the client; nil where there is nothing to compare.
    let listings: [Listing?]
    let evidence: [Reason]
    let masks: RuleMasks
}
