import Foundation

/// A running `virtual-bench`, driven by a test.
///
/// It ends with the last reference to it, or with the test process, however that ends.
package final class VirtualBenchProcess: Sendable {
    /// What a program needs in its environment to be on the bench; the base is not included.
    package let environment: [String: String]
    private let connection: BenchConnection

    /// Starts a bench of one's own; tests that use pcsc-lite in this process need ``SharedBench``.
    ///
    /// - Throws: ``BenchTestingError`` when there can be none.
    package static func start() async throws -> VirtualBenchProcess {
        let connection = try BenchConnection()
        let answer = try await ask(connection, ["do": "environment"], within: .seconds(60))
        guard let environment = answer["environment"] as? [String: String] else {
            throw BenchTestingError("the bench names no environment: \(answer)")
        }
        return VirtualBenchProcess(connection: connection, environment: environment)
    }

    private init(connection: BenchConnection, environment: [String: String]) {
        self.connection = connection
        self.environment = environment
    }

    /// The path of pcscd's socket.
    package var daemonSocket: String { environment["PCSCLITE_CSOCK_NAME"] ?? "" }

    /// Sends a request and returns the bench's answer.
    ///
    /// - Throws: ``BenchTestingError`` with the bench's own words when it refuses.
    @discardableResult
    package func request(
        _ command: String,
        _ parameters: [String: any Sendable] = [:],
        within limit: Duration = .seconds(60)
    ) async throws -> BenchAnswer {
        let answer = try await Self.ask(connection, parameters.merging(["do": command]) { $1 }, within: limit)
        return BenchAnswer(members: answer)
    }

    /// Runs a program on the bench.
    package func run(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: String? = nil,
        descriptors: [Int32: String] = [:],
        within limit: Duration = .seconds(30)
    ) async throws -> CommandRun {
        try await CommandRun.run(
            program,
            arguments,
            environment: self.environment.merging(environment) { $1 },
            input: input,
            descriptors: descriptors,
            within: limit
        )
    }

    /// Starts a program on the bench and does not wait for it.
    ///
    /// - Throws: ``BenchTestingError`` when it could not be started.
    package func launch(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        terminal: PseudoTerminal? = nil
    ) throws -> RunningCommand {
        try RunningCommand(
            program,
            arguments,
            environment: self.environment.merging(environment) { $1 },
            terminal: terminal
        )
    }

    private static func ask(
        _ connection: BenchConnection,
        _ request: [String: any Sendable],
        within limit: Duration
    ) async throws -> [String: any Sendable] {
        let line = try JSONSerialization.data(withJSONObject: request, options: [.sortedKeys, .withoutEscapingSlashes])
        let result = await offPool { Result { try connection.exchange(line, within: limit) } }
        let object = try JSONSerialization.jsonObject(with: try result.get())
        guard let answer = object as? [String: any Sendable] else {
            throw BenchTestingError("no JSON object: \(object)")
        }
        guard answer["ok"] as? Bool == true else {
            throw BenchTestingError(answer["error"] as? String ?? "the bench gave no reason: \(answer)")
        }
        return answer
    }
}

/// What the bench answered.
package struct BenchAnswer: Sendable {
    let members: [String: any Sendable]

    package func text(_ name: String) throws -> String {
        guard let text = members[name] as? String else {
            throw BenchTestingError("the bench gave no “\(name)”: \(members)")
        }
        return text
    }

    package func number(_ name: String) throws -> Int {
        guard let number = members[name] as? Int else {
            throw BenchTestingError("the bench gave no “\(name)”: \(members)")
        }
        return number
    }

    package func flag(_ name: String) -> Bool { members[name] as? Bool ?? false }
}
