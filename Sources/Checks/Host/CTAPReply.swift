package import CBORTree
package import CTAPMessages

/// The answer to a CTAP2 request: a status, and what follows it (CTAP 2.1, 8.1).
package struct CTAPReply: Sendable {
    package let command: CTAPCommand
    package let status: CTAPStatus
    package let body: [UInt8]

    /// Reads the payload of a CTAPHID_CBOR answer.
    init(_ payload: [UInt8], to command: CTAPCommand) throws(CheckEnd) {
        guard let first = payload.first else { throw .failed("\(command.name) is answered with no status") }
        self.command = command
        status = CTAPStatus(rawValue: first)
        body = Array(payload.dropFirst())
    }

    /// The map behind a status of success.
    package func map() throws(CheckEnd) -> CBORItem {
        try demand(status == .success, "\(command.name) is answered \(status.name)")
        let item: CBORItem
        do { item = try CBORItem(parsing: body) } catch { throw .failed("\(command.name) is answered with \(error)") }
        try demand(item.entries != nil, "\(command.name) is answered with \(item.diagnostic), and not with a map")
        return item
    }
}
