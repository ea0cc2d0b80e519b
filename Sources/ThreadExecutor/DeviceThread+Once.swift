extension DeviceThread {
    /// Runs `body` on a thread that is made for it and ends with it.
    package static func perform<Value: Sendable>(
        _ name: String,
        within limit: Duration? = nil,
        _ body: @escaping @Sendable (DeviceThread) async throws -> Value
    ) async throws -> Value {
        let thread = try DeviceThread(name: name)
        return try await thread.run(name, within: limit) { try await body(thread) }
    }
}
