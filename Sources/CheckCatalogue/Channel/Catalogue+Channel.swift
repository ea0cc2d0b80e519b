import Checks

extension Catalogue {
    /// CTAPHID: how messages and channels are dealt with, whatever is in them (CTAP 2.1, 11.2).
    static let channelChecks = Catalogue {
        Check.initializeAnswer
        Check.initializeUnique
        Check.pingEcho
        Check.idleSilence
        Check.strayContinuation
        Check.sequenceOrder
        Check.initializeAborts
        Check.channelZero
        Check.channelBroadcast
        Check.unknownChannel
        Check.unknownCommand
        Check.oversizeMessage
        Check.interruptedMessage
        Check.busyChannel
        Check.messageTimeout
        Check.initializeLength
        Check.winkCapability
        Check.lockChannel
        Check.cborCapability
        Check.messageCapability
        Check.cancelIdle
    }
}
