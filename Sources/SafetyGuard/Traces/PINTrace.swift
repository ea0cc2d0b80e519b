import CTAPMessages

/// What a check may do with the PIN that somebody gave for the run.
package enum PINUse: Int, Hashable, Sendable, Comparable {
    case none
    /// Ask for tokens.
    case tokens
    /// Change it, and change it back.
    case change

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// How a run stands with a key's PIN: so that no more than one try can be lost, whatever is asked for.
struct PINTrace: Sendable {
    private enum Standing {
        case untried
        /// Sent, and the answer has not come.
        case pending(wasAccepted: Bool)
        case accepted
        /// Refused: from here on nothing passes.
        case refused
    }

    /// How far a change of the PIN has come.
    private enum Change {
        case none
        /// Asked for: the PIN may be another one.
        case asked
        case made
        /// The way back was asked for, which is not done twice.
        case takenBack
    }

    private var standing = Standing.untried
    private var change = Change.none
    private var tries: UInt64?

    /// With fewer tries left none is risked.
    private static let fewestTries = 3

    /// A key that says so has not looked at the PIN (CTAP 2.1, 6.5.5.6 and 6.5.5.7.2).
    private static let unrelated: Set<CTAPStatus> = [
        .invalidParameter, .missingParameter, .unauthorizedPermission, .pinPolicyViolation,
    ]

    /// Whether the key took the PIN when it was sent last.
    var isAccepted: Bool { if case .accepted = standing { true } else { false } }

    /// Whether the key's PIN may be another one than the run was given.
    var isChanged: Bool { if case .none = change { false } else { true } }

    /// Whether a command with a PIN in it may pass.
    func allows(_ subCommand: ClientPINSubCommand, _ use: PINUse, keeping rules: Set<KeyTraces.Rule>) -> Bool {
        switch subCommand {
        case .getPinToken, .getPinUvAuthTokenUsingPinWithPermissions:
            guard use >= .tokens else { return false }
            if rules.contains(.oneTry), isSpent { return false }
            guard rules.contains(.triesLeft), !isAccepted else { return true }
            return hasTries
        case .changePIN: return use >= .change && (!rules.contains(.oneTry) || isAccepted || isWayBack && hasTries)
        default: return false
        }
    }

    private var hasTries: Bool { tries.map { $0 >= UInt64(Self.fewestTries) } ?? false }

    private var isSpent: Bool {
        switch standing {
        case .pending, .refused: true
        case .untried, .accepted: false
        }
    }

    /// Whether a change was asked for, what came of it is not known, and nobody has tried to take it back.
    private var isWayBack: Bool {
        switch (change, standing) {
        case (.asked, .pending), (.made, .pending), (.asked, .untried), (.made, .untried): true
        default: false
        }
    }

    /// Notes a command that is about to be sent; whether it changes the PIN to another one.
    mutating func send(_ subCommand: ClientPINSubCommand?) -> Bool {
        guard let subCommand, subCommand.carriesPIN else { return false }
        standing = .pending(wasAccepted: isAccepted)
        guard subCommand == .changePIN else { return false }
        if case .none = change {
            change = .asked
            return true
        }
        change = .takenBack
        return false
    }

    /// Takes an answer; whether the PIN is known to be the given one again.
    mutating func take(_ subCommand: ClientPINSubCommand?, _ status: CTAPStatus, tries: UInt64?) -> Bool {
        guard let subCommand else { return false }
        if subCommand == .getPINRetries, let tries { self.tries = tries }
        guard subCommand.carriesPIN, case .pending(let wasAccepted) = standing else { return false }
        if subCommand == .changePIN, !Self.isClear(status) { return false }
        if status == .success || wasAccepted && Self.unrelated.contains(status) {
            standing = .accepted
        } else {
            standing = .refused
        }
        guard subCommand == .changePIN else { return false }
        switch (change, status) {
        case (.asked, .success): change = .made
        case (.asked, _), (.takenBack, .success):
            change = .none
            return true
        default: break
        }
        return false
    }

    /// Whether a status tells what became of the PIN; after any other it may be the new one.
    private static func isClear(_ status: CTAPStatus) -> Bool {
        status == .success || unrelated.contains(status)
            || [.pinInvalid, .pinAuthInvalid, .pinBlocked, .pinAuthBlocked].contains(status)
    }

    /// The key was out of sight, so what it took and how many tries it had is not known any more.
    mutating func replugged() {
        if isAccepted { standing = .untried }
        tries = nil
    }
}

extension ClientPINSubCommand {
    fileprivate var carriesPIN: Bool {
        [.getPinToken, .getPinUvAuthTokenUsingPinWithPermissions, .changePIN].contains(self)
    }
}
