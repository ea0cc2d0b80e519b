package import Vocabulary

extension Finding {
    /// Why what was seen, or read, cannot carry a verdict.
    package enum EvidenceFinding: Hashable, Sendable {
        /// The recording was stopped, or changed afterwards.
        case flawedRecording(device: String, recording: String, flaw: String)
        case recordedLater(device: String, recorded: CalendarDate, asOf: CalendarDate)
        case editionLater(edition: String, edited: CalendarDate, asOf: CalendarDate)
        /// The build's newest word on the browser is of a later day.
        case referenceLater(browser: String, reference: CalendarDate, asOf: CalendarDate)
    }
}

extension Finding.EvidenceFinding {
    var sentence: String {
        switch self {
        case .flawedRecording(let device, let recording, let flaw):
            "The recording of \(device), \(recording), is \(flaw)."
        case .recordedLater(let device, let recorded, let asOf):
            "\(device) was recorded on \(recorded.inWords), which is after \(asOf.inWords)."
        case .editionLater(let edition, let edited, let asOf):
            "The edition \(edition) was last edited on \(edited.inWords), which is after \(asOf.inWords)."
        case .referenceLater(let browser, let reference, let asOf):
            "The build knows of \(browser) as of \(reference.inWords), which is after \(asOf.inWords): that it was there "
                + "by then is not shown."
        }
    }
}
