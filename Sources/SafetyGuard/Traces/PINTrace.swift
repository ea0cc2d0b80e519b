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
        case pending
        case accepted
        /// Refused: from here on nothing passes.
        case refused
    }

    private var standing = Standing.untried
    private var tries: UInt64?

    /// With fewer tries left none is risked.
    private static let fewestTries = 3

    private static let refusals: Set<CTAPStatus> = [.pinInvalid, .pinBlocked, .pinAuthInvalid, .pinAuthBlocked]

    /// Whether a command with a PIN in it may pass.
    func allows(_ subCommand: ClientPINSubCommand, _ use: PINUse, keeping rules: Set<KeyTraces.Rule>) -> Bool {
        let isRefused = standing == .refused || standing == .pending
        switch subCommand {
        case .getPinToken, .getPinUvAuthTokenUsingPinWithPermissions:
            guard use >= .tokens else { return false }
            if rules.contains(.oneTry), isRefused { return false }
            if rules.contains(.triesLeft), standing != .accepted {
                return tries.map { $0 >= UInt64(Self.fewestTries) } ?? false
            }
            return true
        case .changePIN: return use >= .change && (!rules.contains(.oneTry) || standing == .accepted)
        default: return false
        }
    }

    /// Notes a command that is about to be sent.
    mutating func send(_ subCommand: ClientPINSubCommand?) {
        guard let subCommand, subCommand.carriesPIN, standing == .untried else { return }
        standing = .pending
    }

    mutating func take(_ subCommand: ClientPINSubCommand?, _ status: CTAPStatus, tries: UInt64?) {
        guard let subCommand else { return }
        if subCommand == .getPINRetries, let tries { self.tries = tries }
        guard subCommand.carriesPIN else { return }
        if status == .success {
            standing = .accepted
        } else if standing != .accepted || Self.refusals.contains(status) {
            standing = .refused
        }
    }
}

extension ClientPINSubCommand {
    fileprivate var carriesPIN: Bool {
        [.getPinToken, .getPinUvAuthTokenUsingPinWithPermissions, .changePIN].contains(self)
    }
}
