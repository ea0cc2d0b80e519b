package import CBORTree
package import CTAPMessages

/// A CTAP2 request by its members, so that a good one can be bent in every way.
package struct CTAPCall: Hashable, Sendable {
    package let command: CTAPCommand
    package var parameters: CBORItem

    package init(_ command: CTAPCommand, _ members: [(Int64, CBORItem)]) {
        self.command = command
        parameters = CBORItem.sortedMap(members.map { (.int($0.0), $0.1.canonicalized()) })
    }

    init(_ command: CTAPCommand, parameters: CBORItem) {
        self.command = command
        self.parameters = parameters
    }

    /// The request, command byte first.
    package var encoded: [UInt8] { [command.rawValue] + parameters.encoded() }

    /// The same with one member added, exchanged, or left out.
    package func with(_ path: CBORPath, _ item: CBORItem?) -> Self {
        Self(command, parameters: parameters.replacing(path, by: item))
    }
}
