package import SoftwareCard

/// What can be in a slot.
package protocol InsertableCard: AnyObject, Sendable {
    /// `false` once it has left of its own accord.
    var isPresent: Bool { get }

    /// The answer to reset; empty when there is none.
    func reset(_ kind: SoftwareCard.ResetKind) -> [UInt8]

    /// The response APDU; `nil` when there is none.
    func respond(to command: [UInt8], over link: CardModel.TransmissionProtocol?) -> [UInt8]?
}

extension SoftwareCard: InsertableCard {}
