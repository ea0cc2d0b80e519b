import Glibc

extension Bench {
    /// Runs a program on the bench and waits for it.
    ///
    /// - Returns: Its exit code, or 128 plus the number of the signal that ended it.
    /// - Throws: ``BenchError`` when it could not be started.
    package func run(_ command: [String]) throws(BenchError) -> Int32 {
        let variables = BenchEnvironment.inherited.merging(environment) { $1 }
        let process = try ChildProcess(command, environment: variables)
        SignalWatch.forward(to: process.processID)
        defer { SignalWatch.forward(to: nil) }
        return process.waitForExit()
    }
}
