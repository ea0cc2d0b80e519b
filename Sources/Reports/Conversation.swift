/// What a recording tells of how a device was talked to: when, for how long, and how fast it answered.
package struct Conversation: Hashable, Sendable, Codable {
    /// A command with its answer.
    package struct Exchange: Hashable, Sendable, Codable {
        /// The command's name: `SELECT`, `authenticatorGetInfo`.
        package let command: String
        /// Milliseconds since the recording began.
        package let at: Int
        /// Milliseconds until the answer.
        package let took: Int

        package init(command: String, at: Int, took: Int) {
            self.command = command
            self.at = at
            self.took = took
        }
    }

    /// The drawing of more than this is a smear; ``exchangeCount`` still counts them all.
    package static let exchangeLimit = 500

    /// RFC 3339, UTC.
    package let capturedAt: String
    package let tool: String
    package let milliseconds: Int
    package let exchangeCount: Int
    /// The first ones.
    package let exchanges: [Exchange]

    /// The count is that of all exchanges, where the list has but the first ones.
    package init(
        capturedAt: String,
        tool: String,
        milliseconds: Int,
        exchangeCount: Int? = nil,
        exchanges: [Exchange]
    ) {
        self.capturedAt = capturedAt
        self.tool = tool
        self.milliseconds = milliseconds
        self.exchangeCount = exchangeCount ?? exchanges.count
        self.exchanges = Array(exchanges.prefix(Self.exchangeLimit))
    }
}
