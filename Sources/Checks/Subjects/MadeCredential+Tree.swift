package import CBORTree

extension MadeCredential {
    /// The answer as it was sent.
    package func tree() throws(CheckEnd) -> CBORItem {
        do { return try CBORItem(parsing: response) } catch { throw .failed("the answer is no CBOR: \(error)") }
    }
}
