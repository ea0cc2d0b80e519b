/// Something that a recording would say and that the log does not tell.
package struct ImportGap: Hashable, Sendable {
    package enum Subject: String, Hashable, Sendable, CaseIterable {
        /// When the log was made.
        case moment
        /// How long things took.
        case times
        /// Which reader or key it was.
        case device
        case answerToReset = "answer-to-reset"
        case transmissionProtocol = "protocol"
        /// When the channel was opened and closed.
        case openings
        case keepAlives = "keep-alives"
        /// Cards and readers that came and went.
        case stateChanges = "state-changes"
        /// Control codes with bytes that may be anything.
        case controlCodes = "control-codes"
        /// Traffic with other readers.
        case otherReaders = "other-readers"
        /// What was done before by programs that wrote the same log.
        case earlierPrograms = "earlier-programs"
        /// The end of the log.
        case end
    }

    package let subject: Subject
    /// One clause for people.
    package let text: String

    package init(_ subject: Subject, _ text: String) {
        self.subject = subject
        self.text = text
    }
}
