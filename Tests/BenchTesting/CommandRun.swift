import Foundation

/// A program that has run to its end, or to the end of its time.
package struct CommandRun: Sendable, CustomStringConvertible {
    /// The exit code, or 128 plus the number of the signal that ended the program.
    package let exitCode: Int32
    /// The signal that ended it, if one did.
    package let signal: Int32?
    package let outputBytes: [UInt8]
    package let errorBytes: [UInt8]
    package let duration: Duration
    /// Whether it was killed since its time was up.
    package let hasTimedOut: Bool

    package var output: String { String(decoding: outputBytes, as: UTF8.self) }
    package var errorText: String { String(decoding: errorBytes, as: UTF8.self) }
    package var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }

    package var description: String {
        "exit code \(exitCode)\(hasTimedOut ? " (killed, its time was up)" : "") after \(duration)\n"
            + "--- output\n\(output)\n--- error output\n\(errorText)"
    }

    /// Runs a program and waits for it, off the cooperative pool.
    ///
    /// - Parameters:
    ///   - program: A path, or a name to be found through `PATH`.
    ///   - arguments: What follows the program's name.
    ///   - environment: What to add to ``CommandEnvironment/base``.
    ///   - input: Its whole standard input; empty without one.
    ///   - descriptors: More descriptors for it: a number and what can be read from it.
    ///   - limit: After which it is killed with all its children.
    /// - Returns: Also when it was killed: see ``hasTimedOut``.
    /// - Throws: ``BenchTestingError`` when it could not be started.
    package static func run(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: String? = nil,
        descriptors: [Int32: String] = [:],
        within limit: Duration = .seconds(30)
    ) async throws -> CommandRun {
        let command = try RunningCommand(
            program,
            arguments,
            environment: environment,
            input: input,
            descriptors: descriptors
        )
        return await offPool { command.finish(within: limit) }
    }
}

/// Does something that blocks on a thread of its own.
package func offPool<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: body()) }
    }
}
