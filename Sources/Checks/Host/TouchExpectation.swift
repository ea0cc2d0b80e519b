/// Whether a request may wait for somebody's touch.
package enum TouchExpectation: Sendable {
    /// The key has to answer by itself; one that asks for a touch is taken back from it.
    case none
    /// Somebody is asked to touch the key.
    case asked
}
